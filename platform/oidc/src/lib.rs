//! Signing in with OpenID Connect.
#![doc = include_str!("../README.md")]

mod http;

use http::Http;
use openidconnect::{
    AccessToken, AuthorizationCode, ClaimsVerificationError, ClientId, ClientSecret, CsrfToken, EndpointMaybeSet,
    EndpointNotSet, EndpointSet, IssuerUrl, Nonce, OAuth2TokenResponse, PkceCodeChallenge, PkceCodeVerifier,
    RedirectUrl, Scope, SignatureVerificationError, SubjectIdentifier, TokenResponse,
    core::{CoreAuthenticationFlow, CoreClient, CoreProviderMetadata, CoreUserInfoClaims},
};
use std::{
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

/// How long what a provider says of itself is believed.
const KEPT: Duration = Duration::from_secs(60 * 60);

/// Where staff sign in.
#[derive(Clone)]
pub struct Provider {
    issuer: String,
    client_id: String,
    client_secret: String,
    /// What the button says: «Κωδικοί Δημόσιας Διοίκησης».
    pub name: String,
    known: Arc<Mutex<Option<Known>>>,
}

/// What the provider says of itself, its keys among it, and the way to it.
#[derive(Clone)]
struct Known {
    metadata: CoreProviderMetadata,
    http: Arc<Http>,
    since: Instant,
}

/// What the browser keeps until it comes back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ticket {
    state: String,
    nonce: String,
    verifier: String,
}

/// Who somebody is at the provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// The issuer.
    pub issuer: String,
    /// The key of the person there; it never changes.
    pub subject: String,
    /// The e-mail, only when the provider vouches for it.
    pub email: Option<String>,
}

/// Why nobody came in.
#[derive(Debug, thiserror::Error)]
pub enum OidcError {
    /// The configuration is not right.
    #[error("the configuration of OpenID Connect is wrong: {0}")]
    Configuration(String),
    /// The provider cannot be reached or answers wrongly.
    #[error("the provider did not answer as it should: {0}")]
    Provider(String),
    /// The browser came back without the ticket that it was given, or with another.
    #[error("this sign-in was not begun here")]
    Foreign,
    /// What the provider says of the person does not hold.
    #[error("the identity token does not hold: {0}")]
    Token(String),
}

type Client =
    CoreClient<EndpointSet, EndpointNotSet, EndpointNotSet, EndpointNotSet, EndpointMaybeSet, EndpointMaybeSet>;

fn provider(error: impl std::error::Error) -> OidcError {
    use std::fmt::Write;
    let (mut text, mut source) = (error.to_string(), error.source());
    while let Some(cause) = source {
        let _ = write!(text, ": {cause}");
        source = cause.source();
    }
    OidcError::Provider(text)
}

impl Ticket {
    /// As the value of a cookie.
    #[must_use]
    pub fn cookie(&self) -> String {
        format!("{}.{}.{}", self.state, self.nonce, self.verifier)
    }

    /// From the value of a cookie.
    #[must_use]
    pub fn parse(cookie: &str) -> Option<Self> {
        let mut parts = cookie.split('.').map(str::to_owned);
        let (state, nonce, verifier) = (parts.next()?, parts.next()?, parts.next()?);
        let whole = parts.next().is_none() && !state.is_empty();
        whole.then_some(Self { state, nonce, verifier })
    }
}

fn wrong(error: openidconnect::url::ParseError) -> OidcError {
    OidcError::Configuration(error.to_string())
}

impl Provider {
    /// A provider by its issuer, as its metadata names itself; who we are there, with what we prove it, and what the
    /// button says. Nothing is asked yet.
    #[must_use]
    pub fn new(issuer: String, client_id: String, client_secret: String, name: String) -> Self {
        Self { issuer, client_id, client_secret, name, known: Arc::default() }
    }

    /// What is known of the provider; asked again when that is old.
    async fn known(&self) -> Result<Known, OidcError> {
        let known = self.known.lock().ok().and_then(|known| known.clone());
        match known.filter(|known| known.since.elapsed() < KEPT) {
            Some(known) => Ok(known),
            None => self.discover().await,
        }
    }

    async fn discover(&self) -> Result<Known, OidcError> {
        let (issuer, http) = (IssuerUrl::new(self.issuer.clone()).map_err(wrong)?, Arc::new(Http::new()?));
        let metadata = CoreProviderMetadata::discover_async(issuer, &*http).await.map_err(provider)?;
        let known = Known { metadata, http, since: Instant::now() };
        if let Ok(mut place) = self.known.lock() {
            *place = Some(known.clone());
        }
        Ok(known)
    }

    fn client(&self, known: &Known, back: &str) -> Result<Client, OidcError> {
        let back = RedirectUrl::new(back.to_owned()).map_err(wrong)?;
        let (id, secret) = (ClientId::new(self.client_id.clone()), ClientSecret::new(self.client_secret.clone()));
        let client = CoreClient::from_provider_metadata(known.metadata.clone(), id, Some(secret));
        Ok(client.set_redirect_uri(back))
    }

    /// Where to send the browser, and what it keeps until it comes back to `back`.
    ///
    /// # Errors
    /// When the provider cannot be reached or the configuration is wrong.
    pub async fn begin(&self, back: &str) -> Result<(String, Ticket), OidcError> {
        let client = self.client(&self.known().await?, back)?;
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let flow = CoreAuthenticationFlow::AuthorizationCode;
        let request = client.authorize_url(flow, CsrfToken::new_random, Nonce::new_random);
        let request = request.add_scope(Scope::new("email".to_owned())).set_pkce_challenge(challenge);
        let (url, state, nonce) = request.url();
        let ticket =
            Ticket { state: state.into_secret(), nonce: nonce.secret().clone(), verifier: verifier.into_secret() };
        Ok((url.to_string(), ticket))
    }

    /// Who came back to `back` with `code` and `state`.
    ///
    /// # Errors
    /// [`OidcError::Foreign`] when the sign-in was not begun in this browser; when the token does not hold.
    pub async fn finish(&self, back: &str, ticket: Ticket, state: &str, code: &str) -> Result<Identity, OidcError> {
        if ticket.state != state {
            return Err(OidcError::Foreign);
        }
        let known = self.known().await?;
        let (client, http) = (self.client(&known, back)?, &*known.http);
        let exchange = client.exchange_code(AuthorizationCode::new(code.to_owned())).map_err(provider)?;
        let exchange = exchange.set_pkce_verifier(PkceCodeVerifier::new(ticket.verifier));
        let answer = exchange.request_async(http).await.map_err(provider)?;
        let token = answer.id_token().ok_or_else(|| OidcError::Token("there is none".to_owned()))?;
        let nonce = Nonce::new(ticket.nonce);
        let claims = match token.claims(&client.id_token_verifier(), &nonce) {
            // The provider has changed its keys since we asked.
            Err(ClaimsVerificationError::SignatureVerification(SignatureVerificationError::NoMatchingKey)) => {
                let client = self.client(&self.discover().await?, back)?;
                token.claims(&client.id_token_verifier(), &nonce)
            }
            claims => claims,
        };
        let claims = claims.map_err(|e| OidcError::Token(e.to_string()))?;
        let vouched = claims.email_verified() == Some(true);
        let email = match claims.email().filter(|_| vouched).map(|e| e.to_string()) {
            Some(email) => Some(email),
            None => email(&client, http, answer.access_token(), claims.subject()).await?,
        };
        Ok(Identity { issuer: self.issuer.clone(), subject: claims.subject().to_string(), email })
    }
}

/// Most providers say the e-mail only at a place of its own.
async fn email(
    client: &Client,
    http: &Http,
    token: &AccessToken,
    subject: &SubjectIdentifier,
) -> Result<Option<String>, OidcError> {
    let Ok(request) = client.user_info(token.clone(), Some(subject.clone())) else { return Ok(None) };
    let claims: CoreUserInfoClaims = request.request_async(http).await.map_err(provider)?;
    let vouched = claims.email_verified() == Some(true);
    Ok(claims.email().filter(|_| vouched).map(|e| e.to_string()))
}
