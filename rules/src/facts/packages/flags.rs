//! Options of package managers that take a value, which is no package.

use super::Manager;

/// Options whose value is the next argument, separated by blanks.
pub(super) fn with_value(manager: Manager) -> &'static str {
    match manager {
        Manager::AptGet | Manager::Apt | Manager::Aptitude => {
            "-t --target-release --default-release -o --option -c --config-file -a --host-architecture -P --build-profiles"
        }
        Manager::Apk => {
            "-t --virtual -X --repository -p --root --arch --cache-dir --cache-max-age --keys-dir --progress-fd --repositories-file --timeout --wait"
        }
        Manager::Yum | Manager::Dnf | Manager::MicroDnf | Manager::Tdnf => {
            "-c --config -d --debuglevel -e --errorlevel -R --randomwait -x --exclude --excludepkgs --enablerepo --disablerepo --repo --repoid --installroot --releasever --setopt --comment --advisory --enableplugin --disableplugin --forcearch --downloaddir --destdir --disableexcludes --disableexcludepkgs --color --rpmverbosity"
        }
        Manager::Zypper => {
            "-c --config -R --root -D --reposd-dir -C --cache-dir -p --plus-repo -r --repo --from -t --type --userdata --installroot --plus-content --releasever --download"
        }
        Manager::Pacman => {
            "-b --dbpath -r --root --cachedir --config --gpgdir --logfile --arch --hookdir --ignore --ignoregroup --overwrite --assume-installed"
        }
        Manager::Pip => {
            "-i --index-url --extra-index-url -f --find-links -r --requirement -c --constraint -t --target --prefix --root --src -e --editable --trusted-host --cache-dir --no-binary --only-binary --platform --python-version --implementation --abi --upgrade-strategy --install-option --global-option --config-settings -C --proxy --retries --timeout --exists-action --cert --client-cert --log --progress-bar --report --root-user-action --build -b --python --use-feature --use-deprecated --keyring-provider"
        }
        Manager::Pipx => {
            "--python --suffix --pip-args -i --index-url --preinstall --spec --backend --with"
        }
        Manager::Npm | Manager::Yarn | Manager::Pnpm => {
            "--registry --prefix -C --cwd --dir --cache --cache-folder --userconfig --loglevel --omit --include --only -w --workspace --filter -F --network-timeout --modules-folder --tag --otp --mutex --store-dir --global-dir --network-concurrency"
        }
        Manager::Gem => {
            "-v --version -i --install-dir -n --bindir -s --source -p --http-proxy --platform -P --trust-policy --build-root --document -B --bulk-threshold -g --file --without --config-file -w --use-system-libraries"
        }
        Manager::Go => {
            "-C -p -asmflags -buildmode -compiler -gccgoflags -gcflags -installsuffix -ldflags -mod -modfile -overlay -pkgdir -tags -toolexec -exec -pgo -covermode -coverpkg -buildvcs -o"
        }
        Manager::Cargo => {
            "--version --vers --git --branch --tag --rev --path --root --registry --index -F --features --profile -j --jobs --target --target-dir --bin --example --config -Z --color"
        }
        Manager::Composer => "-d --working-dir --prefer-install",
    }
}
