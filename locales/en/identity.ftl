identity-login-title = Staff sign-in
identity-user = User name
identity-password = Password
identity-login = Sign in
identity-problem-credentials = The user name or the password is not right.
identity-problem-locked = The account was locked after many failures. Try again after { $until }.
