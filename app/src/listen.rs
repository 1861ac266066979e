//! Connections from outside: taken, answered, and given up when nothing more comes.

use crate::AppError;
use axum::{
    Router,
    body::Body,
    extract::{ConnectInfo, Request},
};
use http_shell::Stopping;
use hyper::{body::Incoming, server::conn::http1};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
    service::TowerToHyperService,
};
use std::{net::SocketAddr, pin::pin, time::Duration};
use tokio::{
    net::{TcpListener, TcpStream},
    signal::{
        ctrl_c,
        unix::{SignalKind, signal},
    },
};
use tower::{ServiceBuilder, ServiceExt};
use tower_http::timeout::RequestBodyTimeoutLayer;

/// How long those who send slowly are waited for.
#[derive(Debug, Clone, Copy)]
struct Patience {
    /// What a connection may take to say what it wants.
    request: Duration,
    /// What the next bytes of an upload may take.
    bytes: Duration,
}

/// Longer than a proxy keeps a connection that it does not use (nginx: 60 seconds), so that the proxy ends it and no
/// request meets a closed door.
const PATIENCE: Patience = Patience { request: Duration::from_secs(75), bytes: Duration::from_secs(60) };
/// How long answers may go on when the program is asked to stop.
const FOR_THE_END: Duration = Duration::from_secs(30);
/// How long to wait when the system has no connection left to give.
const FOR_A_CONNECTION: Duration = Duration::from_millis(200);

/// Answers on `listener` until the program is asked to stop.
///
/// # Errors
/// What the network refuses.
pub async fn serve(listener: TcpListener, router: Router) -> Result<(), AppError> {
    // Heard before anybody is told that it runs: whoever asks it to stop at once is not overheard.
    let mut term = signal(SignalKind::terminate())?;
    let mut stop = pin!(async move {
        tokio::select! { _ = term.recv() => {}, _ = ctrl_c() => {} }
    });
    tracing::info!(address = %listener.local_addr()?, "listening");
    let connections = GracefulShutdown::new();
    let (stops, stopping) = Stopping::channel();
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut stop => break,
        };
        match accepted {
            Ok((stream, peer)) => answer(stream, peer, &router, (&connections, &stopping), PATIENCE),
            Err(error) => {
                tracing::warn!(%error, "a connection could not be taken");
                tokio::time::sleep(FOR_A_CONNECTION).await;
            }
        }
    }
    drop(listener);
    drop(stops);
    if tokio::time::timeout(FOR_THE_END, connections.shutdown()).await.is_err() {
        tracing::warn!("some answers were not at their end when the program stopped");
    }
    Ok(())
}

fn answer(
    stream: TcpStream,
    peer: SocketAddr,
    router: &Router,
    (connections, stopping): (&GracefulShutdown, &Stopping),
    patience: Patience,
) {
    let stopping = stopping.clone();
    // Small answers go out at once. Where the system refuses that, they go out a little later.
    let _ = stream.set_nodelay(true);
    let with_peer = move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(peer));
        request.extensions_mut().insert(stopping.clone());
        request
    };
    let service = ServiceBuilder::new()
        .map_request(with_peer)
        .layer(RequestBodyTimeoutLayer::new(patience.bytes))
        .service(router.clone().map_request(|request: Request<_>| request.map(Body::new)));
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(patience.request);
    let connection = http.serve_connection(TokioIo::new(stream), TowerToHyperService::new(service));
    let connection = connections.watch(connection);
    tokio::spawn(async move {
        if let Err(error) = connection.await {
            tracing::debug!(%error, %peer, "a connection broke off");
        }
    });
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use axum::routing::post;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    /// What comes back to somebody who sends this and then nothing more.
    async fn answer_to(sent: &str) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let mut client = TcpStream::connect(listener.local_addr().unwrap()).await.unwrap();
        let (stream, peer) = listener.accept().await.unwrap();
        let router =
            Router::new().route("/", post(|body: Result<String, _>| async move { format!("{}", body.is_ok()) }));
        let patience = Patience { request: Duration::from_millis(100), bytes: Duration::from_millis(100) };
        let connections = GracefulShutdown::new();
        let (_stops, stopping) = Stopping::channel();
        answer(stream, peer, &router, (&connections, &stopping), patience);
        client.write_all(sent.as_bytes()).await.unwrap();
        let mut answer = String::new();
        client.read_to_string(&mut answer).await.unwrap();
        answer
    }

    #[tokio::test]
    async fn a_request_without_end_is_given_up() {
        assert!(!answer_to("POST / HTTP/1.1\r\nHost: asty.localhost\r\n").await.contains("true"));
    }

    #[tokio::test]
    async fn an_upload_that_stops_is_cut_off() {
        let answer = answer_to("POST / HTTP/1.1\r\nHost: asty.localhost\r\nContent-Length: 9\r\n\r\nabc").await;
        assert!(answer.ends_with("false"), "{answer}");
    }

    #[tokio::test]
    async fn a_whole_request_is_answered() {
        let answer = answer_to("POST / HTTP/1.1\r\nHost: asty.localhost\r\nContent-Length: 3\r\n\r\nabc").await;
        assert!(answer.ends_with("true"), "{answer}");
    }
}
