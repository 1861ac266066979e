// A certified OpenID Connect provider for the tests: prints its address. Its own pages let anybody in under any name.
import { createServer } from "node:http";
import { Provider } from "oidc-provider";

const [redirect] = process.argv.slice(2);
const server = createServer();
server.listen(0, "127.0.0.1", () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: "asty", client_secret: "a secret of the tests", redirect_uris: [redirect] }],
    claims: { openid: ["sub"], email: ["email", "email_verified"] },
    pkce: { required: () => true },
    // Whoever calls himself `unvouched-…` has an e-mail that nobody has checked.
    findAccount: (_, sub) => ({
      accountId: sub,
      claims: () => ({
        sub,
        email: `${sub.replace("unvouched-", "")}@asty.localhost`,
        email_verified: !sub.startsWith("unvouched-"),
      }),
    }),
  });
  // How often somebody asked what the provider says of itself.
  let discoveries = 0;
  const answer = provider.callback();
  server.on("request", (request, response) => {
    if (request.url === "/discoveries") return response.end(String(discoveries));
    if (request.url.startsWith("/.well-known/")) discoveries += 1;
    return answer(request, response);
  });
  console.log(issuer);
});
