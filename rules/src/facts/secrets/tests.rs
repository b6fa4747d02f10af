use proptest::prelude::{ProptestConfig, prop_assert, proptest};

use super::{SecretKind, is_credential_file, is_secret_name, sightings};

/// What is found, and the text it is found in.
fn found(text: &str) -> Vec<(&'static str, &str)> {
    let told = |it: super::Sighting| (it.kind.noun(), text.get(it.value).unwrap());
    sightings(text).into_iter().map(told).collect()
}

fn kinds(text: &str) -> Vec<&'static str> {
    found(text).into_iter().map(|(kind, _)| kind).collect()
}

/// `length` characters that look made up, in pieces so that no whole token stands in a file.
fn noise(alphabet: &str, length: usize) -> String {
    let letters: Vec<char> = alphabet.chars().collect();
    (0..length)
        .map(|at| letters[(at * 7 + at / 5 + 3) % letters.len()])
        .collect()
}

const ALNUM: &str = "aB3dE5fG7hJ9kLmNpQ2rStU4vWxY6z";
const HEX: &str = "0a1b2c3d4e5f6789";
const UPPER: &str = "QW3ERT5YU7IPAS2DFG4HJKL6ZXCVBNM";

#[test]
fn a_token_in_a_header_is_told_as_its_provider_s() {
    let token = format!("ghp_{}", noise(ALNUM, 36));
    let header = format!("curl -H 'Authorization: token {token}' https://api.example.org");
    assert_eq!(found(&header), [("a GitHub token", token.as_str())]);
}

#[test]
fn tokens_are_told_by_their_beginnings() {
    for (prefix, tail, kind) in [
        ("AKIA", noise(UPPER, 16), "an AWS access key"),
        ("AIza", noise(ALNUM, 35), "a Google API key"),
        ("dop_v1_", noise(HEX, 64), "a DigitalOcean token"),
        ("ghp_", noise(ALNUM, 36), "a GitHub token"),
        ("gho_", noise(ALNUM, 36), "a GitHub token"),
        ("ghr_", noise(ALNUM, 36), "a GitHub token"),
        ("github_pat_", noise(ALNUM, 82), "a GitHub token"),
        ("glpat-", noise(ALNUM, 20), "a GitLab token"),
        ("gldt-", noise(ALNUM, 20), "a GitLab deploy token"),
        ("glrt-", noise(ALNUM, 20), "a GitLab runner token"),
        ("LTAI", noise(ALNUM, 20), "an Alibaba Cloud access key"),
        ("ATBB", noise(ALNUM, 32), "a Bitbucket password"),
        ("CCIPAT_", noise(ALNUM, 45), "a CircleCI token"),
        ("rubygems_", noise(HEX, 48), "a RubyGems key"),
        ("oy2", noise(ALNUM, 43), "a NuGet key"),
        ("sk-", noise(ALNUM, 48), "an OpenAI key"),
        ("sk-proj-", noise(ALNUM, 48), "an OpenAI key"),
        ("npm_", noise(ALNUM, 36), "an npm token"),
        ("pypi-AgE", noise(ALNUM, 60), "a PyPI token"),
        ("dckr_pat_", noise(ALNUM, 27), "a Docker Hub token"),
        ("xoxb-", noise("0123456789-ab", 40), "a Slack token"),
        ("sk_live_", noise(ALNUM, 24), "a Stripe key"),
        ("SK", noise(HEX, 32), "a Twilio key"),
        (
            "SG.",
            noise(ALNUM, 22) + "." + &noise(ALNUM, 43),
            "a SendGrid key",
        ),
        ("sk-ant-", noise(ALNUM, 90), "an Anthropic key"),
        ("hf_", noise(ALNUM, 34), "a Hugging Face token"),
        ("hvs.", noise(ALNUM, 24), "a Vault token"),
        ("AGE-SECRET-KEY-1", noise(UPPER, 58), "an age key"),
        (
            "SWMTKN-1-",
            noise("0a1b2c3d4e5f6789xyz", 50) + "-" + &noise("0a1b2c3d4e5f6789xyz", 25),
            "a token that joins a swarm",
        ),
        ("SWMKEY-1-", noise(ALNUM, 43), "a swarm's unlock key"),
        ("12345678:AA", noise(ALNUM, 33), "a Telegram token"),
        ("aB38Q~", noise(ALNUM, 34), "an Azure client secret"),
    ] {
        let token = format!("{prefix}{tail}");
        for text in [
            token.clone(),
            format!("RUN echo \"{token}\" > x"),
            format!("# {token}\n"),
            format!("A={token},b"),
        ] {
            assert_eq!(found(&text), [(kind, token.as_str())], "{text}");
        }
        assert_eq!(kinds(&format!("z{token}")), [""; 0], "{prefix}");
        assert_eq!(kinds(&format!("{prefix}short")), [""; 0], "{prefix}");
    }
}

/// What begins with a sign, or is named as its key, may stand behind anything.
#[test]
fn credentials_of_azure_are_told_within_their_text() {
    let key = format!("AccountKey={}==", noise(ALNUM, 86));
    assert_eq!(
        found(&format!("AccountName=a;{key};EndpointSuffix=b")),
        [("an Azure storage key", key.as_str())]
    );
    for sign in ["?", "&"] {
        let signature = format!("{sign}sig={}%3D", noise(ALNUM, 43));
        assert_eq!(
            found(&format!("curl 'https://a.example/b{signature}'")),
            [("an Azure access signature", signature.as_str())]
        );
    }
}

#[test]
fn examples_of_documentation_are_let_go() {
    for text in [
        "AKIAIOSFODNN7EXAMPLE",
        "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        "npm_000000000000000000000000000000000000",
        "curl -H 'Authorization: Bearer $TOKEN'",
        "curl -H 'Authorization: Bearer <your-token-here-1>'",
        "https://user:$PASSWORD@host/",
        "https://user:<password>@host/",
        "https://github.com/a/b@v1.2:x",
        "http://localhost:8080/a@b",
        "grep -q '-----BEGIN RSA PRIVATE KEY-----' /etc/ssl/private/server.key",
        "password=changeme12345",
        "password=$(cat /run/secrets/pw1)",
        "api_key=os.environ['KEY1234567']",
        "TOKEN=1234567890abcdefghij",
        "token: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa1",
        "public_key=Zx81kQ0pLm2nB7vC",
        "PASSWORD_FILE=/run/secrets/Zx81kQ0pLm2n",
        "passwords=onlyLettersWithoutAnyNumber",
    ] {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn keys_are_found_in_their_wrappings() {
    let line = noise(ALNUM, 64);
    let key =
        format!("-----BEGIN OPENSSH PRIVATE KEY-----\n{line}\n-----END OPENSSH PRIVATE KEY-----");
    let text = format!("cat <<E\n{key}\nE\n");
    assert_eq!(found(&text), [("a private key", key.as_str())]);
    let escaped = key.replace('\n', "\\n");
    assert_eq!(
        kinds(&format!("\"private_key\": \"{escaped}\",")),
        ["a private key"]
    );
    let certificate = key.replace("OPENSSH PRIVATE KEY", "CERTIFICATE");
    assert_eq!(kinds(&certificate), [""; 0]);
    let putty =
        format!("PuTTY-User-Key-File-3: ssh-rsa\nPrivate-Lines: 1\n{line}\nPrivate-MAC: 0\n");
    assert_eq!(kinds(&putty), ["a private key"]);
}

#[test]
fn passwords_of_addresses_and_headers_are_found() {
    assert_eq!(
        found("git clone https://me:hunter2@example.org/x.git"),
        [("the password of an address", "hunter2")]
    );
    assert_eq!(
        found("postgres://app:p@ss@db/app x"),
        [("the password of an address", "p@ss")]
    );
    assert_eq!(
        found("-H \"Authorization: Basic dXNlcjE6aHVudGVyMg==\""),
        [(
            "a credential for an Authorization header",
            "dXNlcjE6aHVudGVyMg=="
        )]
    );
}

#[test]
fn base64_is_decoded_once() {
    let login = "\"auths\": {\"r.example\": {\"auth\": \"cm9ib3Q6aHVudGVyMmh1bnRlcjI=\"}}";
    assert_eq!(kinds(login), ["a registry's login"]);
    // {"alg":"HS256"} and {"sub":"1"}
    let token = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl";
    assert_eq!(found(&format!("A {token}.")), [("a JSON web token", token)]);
    assert_eq!(kinds("eyJhbGciOiJIUzI1NiJ9.nothing.c2lnbmF0dXJl"), [""; 0]);
    // https://me:hunter2@host/
    assert_eq!(
        kinds("echo aHR0cHM6Ly9tZTpodW50ZXIyQGhvc3Qv | base64 -d"),
        ["the password of an address"]
    );
}

#[test]
fn random_values_behind_a_secrets_name_are_found() {
    for text in [
        "ENV APP_SECRET=Zx81kQ0pLm2nB7vC",
        "LABEL token=\"Zx81kQ0pLm2nB7vC\"",
        "{\"apiKey\": \"Zx81kQ0pLm2nB7vC\"}",
        "run --password=Zx81kQ0pLm2nB7vC x",
        "secret_key : Zx81kQ0pLm2nB7vC",
    ] {
        let found = sightings(text);
        assert!(
            matches!(&found[..], [it] if matches!(it.kind, SecretKind::Named(_))
                && text.get(it.value.clone()) == Some("Zx81kQ0pLm2nB7vC")),
            "{text}: {found:?}"
        );
    }
}

#[test]
fn names_are_read_by_their_words() {
    for name in [
        "DB_PASSWORD",
        "apiKey",
        "APIKEY",
        "SECRETKEY",
        "PGPASSWORD",
        "AWS_SECRET_ACCESS_KEY",
        "VITE_AWS_ACCESS_KEY_ID",
        "ARTIFACTORY_PSW",
        "NPM_TOKEN",
        "SECRET_KEY_BASE",
        "GIT_KEY",
        "HOST_PASSWORD",
        "KEYSTORE_PASSWORD",
        "my_password",
        "auth",
    ] {
        assert!(is_secret_name(name), "{name}");
    }
    for name in [
        "DB_PASSWORD_FILE",
        "TOKENIZERS_PARALLELISM",
        "USERNAME",
        "PUBLIC_KEY",
        "public_token",
        "TOKEN_TTL",
        "SSH_AUTH_SOCK",
        "GPG_KEY",
        "GPG_KEYS",
        "KEY_VERSION",
        "SSH_KEY_DIR",
        "MYSQL_ALLOW_EMPTY_PASSWORD",
        "AUTH_BACKEND",
        "CONNECT_KEY_CONVERTER",
        "KEYRING",
        "KEY",
        "MONKEY",
        "COMPASS",
        "AUTHOR",
        "",
    ] {
        assert!(!is_secret_name(name), "{name}");
    }
}

#[test]
fn credential_files_are_told_by_their_names() {
    for path in [
        ".env",
        "config/.env.production",
        "id_rsa",
        "keys/id_ed25519*",
        "./.ssh/",
        "/root/.ssh/deploy",
        ".aws/credentials",
        ".docker/config.json",
        "/root/.kube/config",
        "server.key",
        "*.pem",
        "tls/privkey.pem",
        "service-account-prod.json",
        "terraform.tfstate",
        ".npmrc",
        "config/database.yml",
        "C:\\keys\\app.pfx",
    ] {
        assert!(is_credential_file(path), "{path}");
    }
    for path in [
        ".",
        ".env.example",
        ".env.dist",
        "env",
        "id_rsa.pub",
        "rds-ca-bundle.pem",
        "ca.pem",
        "fullchain.pem",
        "certs/cert.pem",
        "public.key",
        ".ssh/known_hosts",
        ".ssh/config",
        "config.json",
        "src/credentials.rs",
        "keyboard.key.txt",
        "",
    ] {
        assert!(!is_credential_file(path), "{path}");
    }
}

/// Texts that begin a secret again and again, and never are one; a search that went back for each
/// of them would not end.
#[test]
fn long_texts_of_beginnings_are_read() {
    for piece in [
        "sk-",
        "a://",
        "://a:b@",
        "eyJ",
        "eyJ.",
        "-----BEGIN RSA PRIVATE KEY-----",
        "token=",
        "authorization: ",
        "Q~",
        "12345678:AA",
        "A",
        "=",
        "auth\":\"",
        "PuTTY-User-Key-File-",
    ] {
        let text = piece.repeat(400_000 / piece.len());
        assert!(sightings(&text).len() <= text.len(), "{piece}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    /// Whatever the text, what is found lies in it, in order and apart.
    #[test]
    fn sightings_lie_in_their_text(text in "(AKIA|ghp_|://|:|@|eyJ|-----BEGIN |PRIVATE KEY-----|Authorization|auth|=|Q~|\"|é|[a-zA-Z0-9+/=_ .-]{1,40}|\\PC|\n){0,40}") {
        let mut end = 0;
        for it in sightings(&text) {
            prop_assert!(it.value.start >= end && it.value.start < it.value.end);
            prop_assert!(text.get(it.value.clone()).is_some());
            end = it.value.end;
        }
    }
}
