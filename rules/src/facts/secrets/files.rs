//! Files that hold credentials, by their names.

/// Whole names.
const NAMES: [&str; 36] = [
    ".env",
    ".npmrc",
    ".yarnrc.yml",
    ".pypirc",
    ".netrc",
    "_netrc",
    ".git-credentials",
    ".htpasswd",
    "htpasswd",
    ".pgpass",
    ".my.cnf",
    ".dockercfg",
    ".dockerconfigjson",
    ".s3cfg",
    ".boto",
    ".vault-token",
    ".vault-password",
    ".vault_pass",
    ".terraformrc",
    "kubeconfig",
    "id_rsa",
    "id_dsa",
    "id_ecdsa",
    "id_ed25519",
    "id_ecdsa_sk",
    "id_ed25519_sk",
    "credentials",
    "credentials.json",
    "credentials.xml",
    "credentials.yaml",
    "credentials.yml",
    "client_secret.json",
    "client_secrets.json",
    "password.txt",
    "passwords.txt",
    "database.yml",
];

/// Endings.
const ENDINGS: [&str; 17] = [
    ".pem",
    ".key",
    ".p12",
    ".pfx",
    ".pkcs12",
    ".jks",
    ".keystore",
    ".kdbx",
    ".ppk",
    ".ovpn",
    ".private_key",
    ".secret",
    ".secrets",
    ".tfstate",
    ".tfstate.backup",
    ".asc.key",
    ".keytab",
];

/// Whole paths below a home directory.
const PATHS: [&str; 4] = [
    ".docker/config.json",
    ".kube/config",
    ".aws/config",
    ".config/gcloud/application_default_credentials.json",
];

/// Directories that hold little else.
const DIRECTORIES: [&str; 5] = [".ssh", ".aws", ".azure", ".gnupg", ".gcloud"];

/// Files of those directories that anyone may read.
const OPEN_FILES: [&str; 3] = ["known_hosts", "authorized_keys", "config"];

/// Endings that say it is a draft to be filled in.
const DRAFTS: [&str; 9] = [
    "example", "examples", "sample", "template", "tmpl", "tpl", "dist", "default", "defaults",
];

/// Words in the name of a key or certificate that say it is a public one.
const OPEN_WORDS: [&str; 20] = [
    "ca",
    "cas",
    "cacert",
    "cacerts",
    "cert",
    "certs",
    "certificate",
    "certificates",
    "chain",
    "fullchain",
    "bundle",
    "public",
    "pub",
    "pubkey",
    "dhparam",
    "dhparams",
    "gpg",
    "archive",
    "release",
    "crt",
];

/// Whether a path names a file, or a directory of files, that holds credentials.
///
/// The path may be a pattern; what may be read by everyone, such as `id_rsa.pub`,
/// `.env.example` and certificates of authorities, is none.
pub fn is_credential_file(path: &str) -> bool {
    let path = path.trim().trim_matches(['"', '\'']).replace('\\', "/");
    let path = path.trim_end_matches(['/', '*']).to_ascii_lowercase();
    let name = path.rsplit('/').next().unwrap_or(&path);
    let words: Vec<&str> = name
        .split(|letter: char| !letter.is_ascii_alphanumeric())
        .collect();
    let is_draft = words.iter().any(|word| DRAFTS.contains(word));
    let is_open = words.iter().any(|word| OPEN_WORDS.contains(word));
    let has = |ending: &str| name.strip_suffix(ending).is_some();
    if is_draft || has(".pub") {
        return false;
    }
    let is_environment = name
        .strip_prefix(".env.")
        .is_some_and(|kind| !matches!(kind, "test" | "ci" | "schema" | "vault"));
    let is_service_account = (name.starts_with("service-account")
        || name.starts_with("service_account")
        || name.starts_with("serviceaccount"))
        && has(".json");
    let is_below = path
        .split('/')
        .any(|directory| DIRECTORIES.contains(&directory))
        && !OPEN_FILES.contains(&name);
    let has_ending = ENDINGS.iter().any(|ending| has(ending));
    NAMES.contains(&name)
        || PATHS.iter().any(|whole| is_or_ends_with(&path, whole))
        || is_environment
        || is_service_account
        || is_below
        || (has_ending && !is_open)
}

/// Whether a path is `whole`, in whatever folder.
fn is_or_ends_with(path: &str, whole: &str) -> bool {
    let before = path.strip_suffix(whole);
    before.is_some_and(|before| before.is_empty() || before.ends_with('/'))
}
