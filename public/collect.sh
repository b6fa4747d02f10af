#!/bin/sh
# Plimsoll's collector: what a Docker host shows of itself, in one file.
#
# Run it on the host, as root if you can, and give the file to Plimsoll:
#
#     sudo sh collect.sh -o bundle.json
#
# It reads and changes nothing. It asks Docker for its objects and looks at the host's own files:
# modes, owners, mounts, audit rules, listeners, the daemon's configuration. `--list` prints every
# command and reads nothing.
#
# Never read: private keys, passwords, /etc/shadow, registry logins, the swarm's join tokens and
# unlock key, the content of swarm secrets and configs, files inside of containers.
#
# The values of environment variables, and whatever else is named like a secret or looks like one,
# are replaced by REDACTED_BY_PLIMSOLL before anything is written; the names stay. An empty value
# stays empty. `--with-secrets` leaves all values in.
#
# The file is one flat JSON object. Besides "plimsoll_bundle" each member is what one command came
# to: {"rc": its exit code, "b64": its output, "err": its messages, "from": the command}. Output and
# messages are in base64. A program that is missing has exit code 127, one that hung 124.
#
# Needs a POSIX shell, the core utilities, sed, grep and awk; everything else is recorded as missing.

set -u
umask 077
LC_ALL=C
export LC_ALL
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin
export PATH

usage() {
    cat <<'USAGE'
usage: collect.sh [-o FILE] [--list] [options]

Reads what Docker and the host show of themselves and prints it as one JSON file.
It changes nothing; run it as root to see audit rules, keys' modes and processes too.

  -o FILE            write there instead of standard output
  --list             print every command it would run, and read nothing
  --with-secrets     leave values of environment variables as they are
  --with-suid        list set-user-id files of running containers (reads whole file systems)
  --with-exec-log    read what the audit log says of docker exec
  --docker PROGRAM   the client to ask, e.g. podman
  -h, --help         this text
USAGE
}

refuse() {
    printf 'collect.sh: %s\n' "$1" >&2
    exit 2
}

output='' list='' secrets='' suid='' exec_log='' docker=docker
while [ $# -gt 0 ]; do
    case $1 in
        -o | --docker)
            [ -n "${2-}" ] || refuse "$1 wants a name behind it"
            if [ "$1" = -o ]; then output=$2; else docker=$2; fi
            shift
            ;;
        --list) list=1 ;;
        --with-secrets) secrets=1 ;;
        --with-suid) suid=1 ;;
        --with-exec-log) exec_log=1 ;;
        -h | --help)
            usage
            exit 0
            ;;
        *) refuse "no such option: $1 (--help tells them)" ;;
    esac
    shift
done

# A folder that stands for the host's root; for tests.
root=${PLIMSOLL_ROOT-}
# How long one command may take, in seconds.
limit=${PLIMSOLL_LIMIT-60}
# Why Docker is asked nothing more: it did not answer once.
silent=''

# --- Hiding values ---------------------------------------------------------------------------

# Replaces the values of environment variables and what looks like a secret. `mode` is json or text;
# with `lines` each line is a document of its own. JSON is read as what stands between quotes: only
# that way a line of any length costs time in proportion, in every awk.
# shellcheck disable=SC2016 # awk's own dollars
redactor='
BEGIN {
    mark = "REDACTED_BY_PLIMSOLL"
    longest = 65536
    name = "(pass|passwd|password|passphrase|passcode|[_.-]pwd|secret|token|credentials?" \
        "|(api|access|secret|private|signing|encryption|master|account|ca|[_.-])[_.-]?key" \
        "|(^|[^a-z])_?auth|[_.-]auth)[0-9]*"
    option = "--?[a-z0-9_.-]*" name
    assigned = name "(=| = )"
    headed = name "([\\\\]*[\"\047]:[ ]*|: +)"
    variable = "(^| )(-e|--env)[ =][a-z_][a-z0-9_]*="
    shape = "(^|[^a-z0-9])(gh[pousr]_|github_pat_|glpat-|xox[abeprs]-|[sr]k_live_|dckr_pat_|hvs[.]" \
        "|eyj[a-z0-9_-]+[.]eyj)"
    hint = "pass|pwd|secret|token|credential|key|auth|bearer|basic|curl| -e| --env|://|gh[pousr]_|glpat-|xox" \
        "|k_live_|dckr_pat_|hvs[.]|eyj|private key"
    ORS = ""
    if (mode == "json") RS = "\""
}

# The quotes that a text begins with, with the backslashes before them.
function opening(text) {
    return match(text, /^\\*["\047]/) ? substr(text, 1, RLENGTH) : ""
}

# How much of `text` is the value that it begins with: what is quoted, or all up to a blank.
# `word` is what stands before it in the same word, which may have opened a quote.
function extent(text, word,   quote, end) {
    quote = opening(text)
    if (quote != "") {
        end = index(substr(text, length(quote) + 1), quote)
        return end ? end - 1 + 2 * length(quote) : length(text)
    }
    quote = opening(word)
    if (quote != "" && !index(substr(word, length(quote) + 1), quote)) {
        end = index(text, quote)
        return end ? end - 1 : length(text)
    }
    if (mode == "json") match(text, /^([^ \t\n\\]|\\[^nrt])*/)
    else match(text, /^[^ \t]*/)
    end = RLENGTH
    # What closes a quote or a bracket around the word is not part of it.
    while (end > 0 && index("\"\047`;)", substr(text, end, 1))) {
        end--
        if (mode == "json" && substr(text, end + 1, 1) == "\"" && substr(text, end, 1) == "\\") end--
    }
    return end
}

# A variable that is filled in later holds no value here.
function refers(value) {
    gsub(/["\047\\]/, "", value)
    return value ~ /^[$][{][A-Za-z_][A-Za-z0-9_]*[}]$/ || value ~ /^[$][A-Z_][A-Z0-9_]*$/
}

# Replaces the value behind each place that looks like `before`, in lower case.
function hide(text, before,   low, out, at, value, quote, word) {
    low = tolower(text)
    out = ""
    while (match(low, before)) {
        at = RSTART + RLENGTH
        word = substr(text, 1, at - 1)
        out = out word
        sub(/.*[ \t]/, "", word)
        text = substr(text, at)
        low = substr(low, at)
        at = extent(text, word)
        if (at == 0) continue
        value = substr(text, 1, at)
        quote = opening(value)
        if (refers(value) || index(value, mark)) out = out value
        else if (at > 2 * length(quote)) out = out quote mark quote
        else out = out value
        text = substr(text, at + 1)
        low = substr(low, at + 1)
    }
    return out text
}

function clean(text,   low, out) {
    low = tolower(text)
    if (low !~ hint) return text
    # Nobody writes commands of that length, and looking would take long.
    if (length(text) > longest) return mark
    out = ""
    while (match(text, /:\/\/[^ \t]*@/)) {
        out = out substr(text, 1, RSTART - 1) "://" mark "@"
        text = substr(text, RSTART + RLENGTH)
    }
    text = out text
    sub(/-----BEGIN[^-]*PRIVATE KEY.*/, mark, text)
    text = hide(text, "(bearer|basic) +")
    text = hide(text, assigned)
    text = hide(text, headed)
    text = hide(text, "(^| )" option " +")
    text = hide(text, variable)
    text = hide(text, shape)
    if (low ~ /curl/) text = hide(text, "(^| )(-u|--user|--proxy-user)[ =]+[^ :]+:")
    return text
}

# The same for what a layer was made by. The values of ENV are environment values, all of them.
function made(text,   all, words, count, at, word, out, hiding, equals, bare) {
    bare = text
    sub(/^\/bin\/sh -c #\(nop\) +/, "", bare)
    all = bare ~ /^ENV /
    if (!all && bare !~ /^ARG / && bare !~ /^(RUN )?[|][0-9]+ /) return clean(text)
    out = substr(text, 1, length(text) - length(bare))
    count = split(bare, words, /[ ]/)
    hiding = 0
    for (at = 1; at <= count; at++) {
        word = words[at]
        equals = index(word, "=")
        if (at > 1 && word ~ /^[A-Za-z_][A-Za-z0-9_.-]*=/) {
            hiding = all || tolower(substr(word, 1, equals - 1)) ~ (name "$")
            if (hiding && equals < length(word)) word = substr(word, 1, equals) mark
        } else if (!all && substr(word, 1, 1) == "/") {
            # Here the command begins.
            for (; at <= count; at++) out = out " " words[at]
            break
        } else if (all && at == 3) {
            word = mark
            hiding = 1
        } else if (hiding) continue
        out = out (at > 1 ? " " : "") word
    }
    return clean(out)
}

# NAME=value without the value.
function named(text,   at, other) {
    at = index(text, "=")
    other = index(tolower(text), "\\u003d")
    if (other && (!at || other < at)) at = other + 5
    return at && at < length(text) ? substr(text, 1, at) mark : text
}

function shown(text,   key, around, before) {
    if (text == "") return text
    around = depth > 1 && kind[depth - 1] == "{" ? keys[depth - 1] : ""
    if (kind[depth] == "[") {
        before = last[depth]
        last[depth] = text
        if (tolower(around) == "env") return named(text)
        if (around == "CreateCommand") {
            if (text !~ /^--/) return named(text)
            if (text ~ /^--env=/) return "--env=" named(substr(text, 7))
        }
        if (text !~ /^-/ && tolower(before) ~ ("^" option "$") && !refers(text)) return mark
        return clean(text)
    }
    key = keys[depth]
    if (tolower(around) == "env" || tolower(key) ~ (name "$")) return mark
    # What a health check printed may be anything.
    if (key == "Output") return mark
    if (key == "CreatedBy" || key == "created_by") return made(text)
    return clean(text)
}

function string(text) {
    if (kind[depth] == "{" && wants_key[depth]) keys[depth] = text = length(text) > longest ? mark : text
    else if (length(text) > longest && tolower(keys[depth - 1]) != "env") text = mark
    else text = shown(text)
    print "\"" text "\""
}

# What stands between two strings.
function between(text,   at, count, char, is_noise, low) {
    count = length(text)
    low = depth
    for (at = 1; at <= count; at++) {
        char = substr(text, at, 1)
        if (char == "{" || char == "[") {
            kind[++depth] = char
            wants_key[depth] = char == "{"
            keys[depth] = last[depth] = ""
        } else if (char == "}" || char == "]") {
            if (depth > 0) depth--
        } else if (char == ":") wants_key[depth] = 0
        else if (char == ",") wants_key[depth] = kind[depth] == "{"
        else if (char == "\n" && lines) depth = 0
        else if (!index("0123456789.+-eEtrufalsn \t\r\n", char)) is_noise = 1
        if (depth < low) low = depth
    }
    # Words outside of quotes are a message between documents, or damage.
    if (is_noise) text = low == 0 ? clean(text) : mark
    print text
}

function is_escaped(text,   count) {
    count = 0
    while (substr(text, length(text) - count, 1) == "\\" && count < length(text)) count++
    return count % 2
}

# Takes a further piece of the string that is open; of a very long one only the beginning.
function grow(piece) {
    tail = piece
    if (length(open) <= longest) open = open piece
}

# No string of JSON runs over a line: what does has lost a quote, and is not shown.
function unbroken(text,   at) {
    at = index(text, "\n")
    if (!at) return 1
    print "\"" mark
    inside = 0
    between(substr(text, at))
    return 0
}

mode == "text" { print clean($0) "\n"; next }
NR == 1 { between($0); next }
!inside { inside = 1; open = ""; grow($0); unbroken($0); next }
is_escaped(tail) { grow("\"" $0); tail = $0; unbroken($0); next }
{ inside = 0; string(open); between($0) }
END { if (inside) print "\"" mark }
'

as_is() { cat; }
json_lines() { redacted json 1; }
json_file() { redacted json ''; }
plain_text() { redacted text ''; }

redacted() {
    if [ -n "$secrets" ]; then cat; else awk -v mode="$1" -v lines="$2" "$redactor"; fi
}

# Whether values are hidden by the awk of this machine: none is trusted untried.
hides() {
    tried=$(printf '%s\n' '{"Env":["A=\"b\\\"c","D="],"Cmd":["--token","e","curl -u f:g"]}' | json_lines)
    mark=REDACTED_BY_PLIMSOLL
    [ "$tried" = "{\"Env\":[\"A=$mark\",\"D=\"],\"Cmd\":[\"--token\",\"$mark\",\"curl -u f:$mark\"]}" ]
}

# --- Writing the bundle ----------------------------------------------------------------------

scratch='' part=''
leave() {
    [ -z "$part" ] || rm -f "$part"
    [ -z "$scratch" ] || rm -rf "$scratch"
}

# A text between quotes of JSON; other characters than ASCII's become question marks.
quoted() {
    printf '%s' "$1" | tr '\n\t' '  ' | sed 's/[^ -~]/?/g; s/\\/\\\\/g; s/"/\\"/g'
}

begin() {
    for program in awk base64 cat date grep id mktemp mv rm sed sort stat tr uname; do
        command -v "$program" >/dev/null || refuse "$program is missing, and nothing works without it"
    done
    [ -n "$secrets" ] || hides || refuse 'this awk cannot hide values (--with-secrets does without)'
    trap leave EXIT
    trap 'leave; trap - EXIT; exit 130' INT
    trap 'leave; trap - EXIT; exit 143' TERM HUP
    scratch=$(mktemp -d) || refuse 'there is no room for temporary files'
    bundle=$scratch/bundle
    if [ -n "$output" ]; then
        [ ! -d "$output" ] || refuse "$output is a folder"
        part=$(mktemp "$output.XXXXXX") || refuse "cannot write beside $output"
        bundle=$part
    fi
    redacts=true is_root=false
    [ -z "$secrets" ] || redacts=false
    [ "$(id -u)" != 0 ] || is_root=true
    printf '{"plimsoll_bundle":{"version":1,"made":"%s","redacted":%s,"root":%s,"client":"%s"}' \
        "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$redacts" "$is_root" "$(quoted "$docker")" >"$bundle"
}

finish() {
    printf '\n}\n' >>"$bundle" || refuse 'there is no room for the bundle'
    if [ -n "$output" ]; then
        # Whoever asked root to collect is to read the file.
        [ -z "${SUDO_UID-}" ] || chown "$SUDO_UID:${SUDO_GID-}" "$bundle"
        mv -f "$bundle" "$output" || refuse "cannot write $output"
        part=''
        printf 'collect.sh: %s is ready\n' "$output" >&2
    else
        cat "$bundle"
    fi
}

# The member of a key: its exit code, the output in scratch/b64, the messages in scratch/err.
member() {
    {
        printf ',\n"%s":{"rc":%d,"b64":"' "$(quoted "$1")" "$2" &&
            cat "$scratch/b64" &&
            printf '"' &&
            if [ -s "$scratch/err" ]; then
                printf ',"err":"' &&
                    plain_text <"$scratch/err" | base64 | tr -d '\n' &&
                    printf '"'
            fi &&
            printf ',"from":"%s"}' "$(quoted "$3")"
    } >>"$bundle" || refuse 'there is no room for the bundle'
}

# take KEY FILTER FROM COMMAND…: what a command prints, through a filter. FROM is the command as
# people read it. No output lies in a file before its values are hidden, not even for a moment.
take() {
    key=$1 filter=$2 from=$3
    shift 3
    if [ -n "$list" ]; then
        printf '%s\t%s\n' "$key" "$from"
        return 0
    fi
    : >"$scratch/err"
    : >"$scratch/b64"
    rm -f "$scratch/failed"
    if ! command -v "$1" >/dev/null; then
        rc=127
        printf 'not found: %s\n' "$1" >"$scratch/err"
    else
        {
            {
                rc=0
                "$@" </dev/null 2>"$scratch/err" || rc=$?
                echo "$rc" >"$scratch/rc"
            } | "$filter" || echo 1 >"$scratch/failed"
        } | base64 | tr -d '\n' >"$scratch/b64" || refuse 'there is no room for temporary files'
        read -r rc <"$scratch/rc" || rc=1
        if [ -e "$scratch/failed" ]; then
            rc=70
            : >"$scratch/b64"
            echo 'values could not be hidden, so nothing is shown' >"$scratch/err"
        fi
    fi
    member "$key" "$rc" "$from"
    return 0
}

# run KEY FILTER COMMAND…: the same for a command that people read as it is.
run() {
    key=$1 filter=$2
    shift 2
    take "$key" "$filter" "$*" "$@"
}

progress() {
    [ -n "$list" ] || printf 'collect.sh: %s\n' "$1" >&2
}

# --- Docker ----------------------------------------------------------------------------------

bounded=''
has_limit() {
    command -v timeout >/dev/null || return 1
    # Without --foreground an interrupt would not reach the command; not every timeout has it.
    if timeout --foreground 5 true 2>/dev/null; then
        bounded=--foreground
    else
        timeout 5 true 2>/dev/null
    fi
}

limited() {
    if [ -z "$limit" ]; then
        "$@"
    elif [ -n "$bounded" ]; then
        timeout "$bounded" "$limit" "$@"
    else
        timeout "$limit" "$@"
    fi
}

docker_run() { limited "$docker" "$@"; }

# ask KEY FILTER FROM COMMAND…: a command that asks the daemon, unless it is known not to answer.
ask() {
    if [ -n "$list" ]; then
        take "$@"
    elif [ -n "$silent" ]; then
        printf '%s\n' "$silent" >"$scratch/err"
        : >"$scratch/b64"
        member "$1" "$silent_rc" "$3"
    else
        take "$@"
        case $rc in
            124 | 137 | 143)
                silent="not asked: $docker did not answer within $limit seconds" silent_rc=124
                progress "$silent"
                ;;
        esac
    fi
}

# Runs a command with the names on standard input behind it, fifty at a time.
batches() {
    status=0 batch='' count=0
    while read -r object; do
        case $object in
            '' | -* | *[!A-Za-z0-9:._/@-]*) continue ;;
        esac
        batch="$batch $object" count=$((count + 1))
        if [ "$count" -eq 50 ]; then
            # shellcheck disable=SC2086 # names without blanks, as words
            "$@" $batch </dev/null || status=$?
            batch='' count=0
        fi
    done
    if [ -n "$batch" ]; then
        # shellcheck disable=SC2086
        "$@" $batch </dev/null || status=$?
    fi
    return "$status"
}

json='{{json .}}'

# inspected LISTING… -- INSPECTION…: what is known of each object of a listing.
inspected() {
    listing=''
    while [ "$1" != -- ]; do
        listing="$listing $1"
        shift
    done
    shift
    # shellcheck disable=SC2086 # the words of a command of ours
    ids=$(docker_run $listing) || return $?
    printf '%s\n' "$ids" | sort -u | batches docker_run "$@" --format "$json"
}

# The networks that are listed, and those a swarm has for the host's own and the default bridge:
# these stand in no list, and services are on them by id.
inspected_networks() {
    ids=$(docker_run network ls -q --no-trunc) || return $?
    further=$(docker_run service ls -q 2>/dev/null | batches docker_run service inspect \
        --format '{{range .Spec.TaskTemplate.Networks}}{{println .Target}}{{end}}' 2>/dev/null) || further=''
    printf '%s\n%s\n' "$ids" "$further" | sort -u | batches docker_run network inspect --format "$json"
}

objects() {
    kind_key=$1 kind_filter=$2
    shift 2
    ask "$kind_key" "$kind_filter" "$(printf '%s' "$docker $*" | sed "s/ -- / | $docker /") --format '$json' ..." \
        inspected "$@"
}

# listed KEY COMMAND…: what a command of the client prints, one object a line.
listed() {
    listed_key=$1
    shift
    ask "$listed_key" json_lines "$docker $* --format '$json'" docker_run "$@" --format "$json"
}

# The names a listing prints, or a word that stands for them in the list of commands.
names() {
    if [ -n "$list" ]; then
        echo "$1"
    elif [ -z "$silent" ]; then
        shift
        docker_run "$@" </dev/null 2>/dev/null | sort -u | grep -E '^[A-Za-z0-9:._-]+$'
    fi
}

set_user_id_files() {
    # Only names, modes and owners are looked at; no file is unpacked.
    docker_run export "$1" | tar -tv | grep -E '^-[rwxtTsS-]*[sS]'
}

collect_docker() {
    progress 'asking Docker'
    if [ -z "$list" ] && ! command -v "$docker" >/dev/null; then
        silent="not found: $docker" silent_rc=127
        progress "$docker is not here; only the host is looked at"
    fi
    listed version version
    listed info info
    ask endpoint plain_text "$docker context inspect --format '{{.Endpoints.docker.Host}}'" \
        docker_run context inspect --format '{{.Endpoints.docker.Host}}'
    progress 'containers'
    objects containers json_lines ps -aq --no-trunc -- container inspect
    progress 'images'
    objects images json_lines image ls -aq --no-trunc -- image inspect
    for image in $(names IMAGE image ls -q --no-trunc); do
        listed "history/$image" history --no-trunc "$image"
    done
    progress 'networks, volumes, swarm'
    ask networks json_lines "$docker network ls -q --no-trunc | $docker network inspect --format '$json' ..." \
        inspected_networks
    objects volumes json_lines volume ls -q -- volume inspect
    listed node_list node ls
    objects nodes json_lines node ls -q -- node inspect
    objects services json_lines service ls -q -- service inspect
    listed secrets secret ls
    listed configs config ls
    progress 'processes of containers'
    for container in $(names CONTAINER ps -q --no-trunc); do
        ask "top/$container" plain_text "$docker top $container -eo pid,user,uid,comm,args" \
            docker_run top "$container" -eo pid,user,uid,comm,args
        [ -z "$suid" ] || ask "suid/$container" as_is \
            "$docker export $container | tar -tv | grep set-user-id" set_user_id_files "$container"
    done
}

# --- The daemon's process and files ----------------------------------------------------------

# The numbers of the host's own processes of this name. Those of a daemon inside of a container
# have another process namespace.
processes() {
    own=$(readlink "$root/proc/self/ns/pid" 2>/dev/null) || own=''
    for folder in "$root"/proc/[0-9]*; do
        [ -r "$folder/comm" ] || continue
        read -r comm 2>/dev/null <"$folder/comm" || continue
        [ "$comm" = "$1" ] || continue
        theirs=$(readlink "$folder/ns/pid" 2>/dev/null) || theirs=''
        if [ -z "$own" ] || [ -z "$theirs" ] || [ "$own" = "$theirs" ]; then
            echo "${folder##*/}"
        fi
    done
}

command_line() { tr '\0' '\n' <"$root/proc/$1/cmdline"; }

# PID USER COMMAND of each daemon.
daemon_users() {
    for pid in $pids; do
        printf '%s %s %s\n' "$pid" "$(stat -c %U "$root/proc/$pid")" dockerd
    done
}

# The values a flag of the daemon has, on its command line or in its file, one a line.
stated() {
    for pid in $pids; do
        command_line "$pid" 2>/dev/null |
            sed -n -e "s/^--*$1=//p" -e "/^--*$1\$/{n;p;}"
    done
    [ "$1" = config-file ] ||
        sed -n "s/.*\"$1\"[[:blank:]]*:[[:blank:]]*\"\\([^\"]*\\)\".*/\\1/p" "$root$config" 2>/dev/null
}

# The folder of the user who runs a daemon without root, whose settings lie there.
homes() {
    for pid in $pids; do
        owner=$(stat -c %U "$root/proc/$pid") || continue
        [ "$owner" = root ] || accounts passwd | awk -F: -v owner="$owner" '$1 == owner { print $6 }'
    done
    [ "$is_root" = true ] || printf '%s\n' "${HOME-}"
}

accounts() {
    if command -v getent >/dev/null; then getent "$1"; else cat "$root/etc/$1"; fi
}

# Whether systemd looks after this machine: its programs may lie about where it does not.
has_systemd() { [ -d "$root/run/systemd/system" ]; }

no_systemd() {
    echo 'No such file or directory: /run/systemd/system' >&2
    return 1
}

properties() {
    for unit in docker.service docker.socket containerd.service; do
        systemctl show "$unit" -p Id -p FragmentPath -p DropInPaths -p ExecStart -p Environment \
            -p EnvironmentFiles -p User -p ActiveState || return $?
        echo
    done
}

# The files of the daemon's units.
unit_paths() {
    if has_systemd && command -v systemctl >/dev/null; then
        for unit in docker.service docker.socket; do
            systemctl show "$unit" -p FragmentPath -p DropInPaths 2>/dev/null </dev/null
        done | sed 's/^[A-Za-z]*=//' | tr ' ' '\n' | grep '^/'
    else
        for folder in /etc/systemd/system /run/systemd/system /lib/systemd/system; do
            for unit in docker.service docker.socket; do
                [ ! -e "$root$folder/$unit" ] || echo "$folder/$unit"
            done
        done
    fi
}

# file KEY FILTER PATH: what a file holds.
file() { take "$1" "$2" "cat $3" cat "$root$3"; }

collect_daemon() {
    progress 'the daemon'
    config=/etc/docker/daemon.json
    pids=''
    if [ -n "$list" ]; then
        take dockerd_args plain_text 'cat /proc/PID/cmdline (of each dockerd)' true
    else
        pids=$(processes dockerd)
        found=$(stated config-file | head -n 1)
        config=${found:-$config}
        [ -n "$pids" ] || take dockerd_args plain_text 'cat /proc/PID/cmdline' no_daemon
        for pid in $pids; do
            take "dockerd_args/$pid" plain_text "cat /proc/$pid/cmdline" command_line "$pid"
        done
    fi
    take dockerd_user as_is 'stat -c %U /proc/PID (of each dockerd)' daemon_users
    if [ -z "$list" ] && ! has_systemd; then
        # What units say starts nothing here.
        take units plain_text 'systemctl show docker.service' no_systemd
    elif command -v systemctl >/dev/null || [ -n "$list" ]; then
        take units plain_text 'systemctl show docker.service docker.socket containerd.service' properties
        for unit in docker.service docker.socket; do
            run "unit/$unit" plain_text systemctl cat "$unit"
        done
    else
        run units plain_text systemctl show docker.service
        for path in $(unit_paths); do
            file "unit/${path##*/}" plain_text "$path"
        done
    fi
    file daemon_json json_file "$config"
    if [ -z "$list" ]; then
        homes | sort -u | while read -r home; do
            path=$home/.config/docker/daemon.json
            [ ! -r "$root$path" ] || file "daemon_json$path" json_file "$path"
        done
    fi
    file default_docker plain_text /etc/default/docker
    file sysconfig_docker plain_text /etc/sysconfig/docker
    file containerd_toml plain_text /etc/containerd/config.toml
}

no_daemon() {
    echo 'no process is named dockerd' >&2
    return 1
}

# --- The host --------------------------------------------------------------------------------

# One line of a path: mode, user and group by number and name, type, path; or why there is none.
record() {
    if line=$(stat -L -c '%a %u %g %U %G %F' "$root$1" 2>&1); then
        printf '%s %s\n' "$line" "$1"
    else
        case $line in
            *'No such file'* | *'Not a directory'*) printf 'absent %s\n' "$1" ;;
            *' denied'*) printf 'denied %s\n' "$1" ;;
            *) printf 'failed %s\n' "$1" ;;
        esac
    fi
}

# Where a program really is: /usr/sbin is a link to /usr/bin on some systems, and a link has no
# changes of its own to record.
resolved() {
    target=$(readlink -f "$root$1" 2>/dev/null) || target=''
    case $target in
        "$root"/*/"${1##*/}") printf '%s\n' "${target#"$root"}" ;;
        *) printf '%s\n' "$1" ;;
    esac
}

# The programs of the engine, in the folders that packagers put them into.
program_paths() {
    for pid in $pids; do
        target=$(readlink "$root/proc/$pid/exe" 2>/dev/null) && printf '%s\n' "${target% (deleted)}"
    done
    for name in dockerd docker containerd containerd-shim containerd-shim-runc-v1 \
        containerd-shim-runc-v2 runc; do
        found=''
        for folder in /usr/bin /usr/sbin /usr/local/bin /usr/local/sbin; do
            [ -e "$root$folder/$name" ] || continue
            found=1
            resolved "$folder/$name"
        done
        [ -n "$found" ] || printf '%s\n' "/usr/bin/$name"
    done
}

records() {
    {
        unit_paths
        for path in tlscacert tlscert tlskey; do
            stated "$path"
        done
        for path in "$root"/run/user/*/docker.sock; do
            [ ! -e "$path" ] || printf '%s\n' "${path#"$root"}"
        done
        printf '%s\n' "$config" "$data_root" /etc/docker /etc/docker/daemon.json \
            /etc/docker/certs.d /etc/default/docker /etc/sysconfig/docker /etc/containerd/config.toml \
            /var/run/docker.sock /run/containerd /run/containerd/containerd.sock \
            /run/docker/containerd /run/docker/containerd/containerd.sock \
            /var/lib/docker /var/lib/containerd \
            /root/.docker/ca.pem /root/.docker/cert.pem /root/.docker/key.pem
        stated containerd
        program_paths
    } | grep '^/' | sort -u | while read -r path; do
        record "$path"
    done
}

certificates() {
    if command -v find >/dev/null; then
        find "$root/etc/docker/certs.d" -type f
    else
        for path in "$root"/etc/docker/certs.d/* "$root"/etc/docker/certs.d/*/*; do
            [ ! -f "$path" ] || printf '%s\n' "$path"
        done
    fi | sort | while read -r path; do
        record "${path#"$root"}"
    done
}

devices() {
    for path in "$data_root" "$data_root/.." /var/lib/containerd; do
        # That there is none is told by the records of paths.
        number=$(stat -c %d "$root$path" 2>/dev/null) && printf '%s %s\n' "$number" "$path"
    done
    return 0
}

# The groups whose members may speak to the daemon: docker, and the one its socket has.
socket_groups() {
    {
        echo docker
        stat -L -c %G "$root/var/run/docker.sock" 2>/dev/null
    } | sort -u | while read -r group; do
        # Only root's own passwords are in a group's second field, and nobody sets them; leave it out.
        accounts group | awk -F: -v group="$group" '$1 == group { print $1 ":x:" $3 ":" $4 }'
    done
}

# NAME:GID of those whose first group it is.
primary_members() {
    socket_groups | while IFS=: read -r _ _ gid _; do
        accounts passwd | awk -F: -v gid="$gid" '$4 == gid { print $1 ":" $4 }'
    done
}

content_trust() {
    # grep tells by 1 that nothing was found, which is an answer.
    grep -Hs DOCKER_CONTENT_TRUST "$root/etc/environment" "$root/etc/profile" "$root"/etc/profile.d/* |
        sed "s:^$root/:/:"
    [ -z "${DOCKER_CONTENT_TRUST-}" ] || printf 'environment:DOCKER_CONTENT_TRUST=%s\n' "$DOCKER_CONTENT_TRUST"
}

# What was run inside is left out: only the options of `docker exec` and the container's name stay.
exec_entries() {
    limited ausearch -k docker -i | grep '^type=PROCTITLE ' | grep -w exec | tail -n 2000 | awk '{
        for (at = 1; at <= NF && $at != "exec"; at++) printf "%s ", $at
        printf "exec"
        for (at++; at <= NF && $at ~ /^-/; at++) {
            printf " %s", $at
            if ($at ~ /^(-e|--env|--env-file|-u|--user|-w|--workdir|--detach-keys)$/) printf " %s", $(++at)
        }
        print at <= NF ? " " $at : ""
    }'
}

authority=/var/lib/docker/swarm/certificates/swarm-root-ca.crt

authority_changed() {
    changed=$(stat -c %Y "$root$authority") && printf '%s %s\n' "$changed" "$authority"
}

count_proxies() { processes docker-proxy | wc -l; }

collect_host() {
    progress 'the host'
    data_root=''
    if [ -z "$list" ] && [ -z "$silent" ]; then
        data_root=$(docker_run info --format '{{.DockerRootDir}}' </dev/null 2>/dev/null)
    fi
    case $data_root in
        /*) ;;
        *) data_root=/var/lib/docker ;;
    esac
    run uname as_is uname -a
    file os_release as_is /etc/os-release
    run uid as_is id -u
    run date as_is date -u +%s
    take stat as_is "stat -L -c '%a %u %g %U %G %F %n' (of Docker's files, sockets and programs)" records
    take certs as_is "stat -L -c '%a %u %g %U %G %F %n' (of the files in /etc/docker/certs.d)" certificates
    file mounts as_is /proc/self/mountinfo
    take devices as_is "stat -c '%d %n' $data_root $data_root/.. /var/lib/containerd" devices
    take df as_is "df -P $data_root" df -P "$root$data_root"
    take group as_is "getent group docker (and the socket's group)" socket_groups
    take group_primary as_is 'getent passwd (names of those whose first group it is)' primary_members
    run audit_rules as_is auditctl -l
    run audit_status as_is auditctl -s
    file audit_file/etc/audit/audit.rules as_is /etc/audit/audit.rules
    if [ -n "$list" ]; then
        take audit_file/etc/audit/rules.d as_is 'cat /etc/audit/rules.d/*.rules' true
    else
        for path in "$root"/etc/audit/rules.d/*.rules; do
            [ ! -e "$path" ] || file "audit_file${path#"$root"}" as_is "${path#"$root"}"
        done
    fi
    run listeners as_is ss -H -lntup
    take dct plain_text 'grep DOCKER_CONTENT_TRUST /etc/environment /etc/profile /etc/profile.d/*' content_trust
    file lsm as_is /sys/kernel/security/lsm
    file apparmor as_is /sys/module/apparmor/parameters/enabled
    run aa_status as_is aa-status --json
    run getenforce as_is getenforce
    take proxy as_is 'count of processes named docker-proxy' count_proxies
    take swarm_ca_changed as_is "stat -c '%Y %n' $authority" authority_changed
    take swarm_ca as_is "openssl x509 -noout -dates -in $authority" \
        openssl x509 -noout -dates -in "$root$authority"
    if [ -n "$exec_log" ]; then
        if command -v ausearch >/dev/null || [ -n "$list" ]; then
            take exec_log plain_text 'ausearch -k docker -i | grep exec' exec_entries
        else
            run exec_log plain_text ausearch -k docker -i
        fi
    fi
}

if [ -z "$list" ]; then
    begin
    has_limit || limit=''
fi
collect_docker
collect_daemon
collect_host
[ -n "$list" ] || finish
