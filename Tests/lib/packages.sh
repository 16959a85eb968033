# Installs Debian packages that are missing; to be read by other scripts, not run.

say() { printf '%s\n' "$*" >&2; }

# Runs a command as root: as it is, or through sudo.
as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif command -v sudo >/dev/null 2>&1; then
    sudo "$@"
  else
    say "this needs root and there is no sudo: $*"
    return 1
  fi
}

# Installs packages through apt; the lists are fetched once a run.
apt_install() {
  if ! command -v apt-get >/dev/null 2>&1; then
    say "there is no apt here; install by hand: $*"
    return 1
  fi
  if [ -z "${apt_is_updated:-}" ]; then
    as_root apt-get update -qq >&2 || return 1
    apt_is_updated=1
  fi
  say "installing $*"
  as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "$@" >&2
}

# What the build itself needs.
need_build_tools() {
  if ! command -v swift >/dev/null 2>&1; then
    say "there is no Swift here; install a toolchain, 6.2 or later: https://www.swift.org/install"
    return 1
  fi
  if ! command -v pkg-config >/dev/null 2>&1; then apt_install pkg-config || return 1; fi
  if ! pkg-config --exists libxml-2.0; then apt_install libxml2-dev || return 1; fi
  # What unpacks answers of the API.
  if ! pkg-config --exists zlib; then apt_install zlib1g-dev || return 1; fi
}
