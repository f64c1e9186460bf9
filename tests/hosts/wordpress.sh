#!/usr/bin/env bash
# A real WordPress with the plugin of www/packages/wordpress, and the main path through it in a browser (wordpress.mjs).
# Not part of CI: it takes WordPress and a database from package registries. Everything stands in a temporary folder.
#
#   tests/hosts/wordpress.sh [debian | 6.2 | 6.3 | 6.4 | 6.5 | FOLDER]
#
# debian   Debian's package; from trixie where this machine's is older than the plugin needs
# 6.2 …    that release, from the npm package @wp-playground/wordpress-builds
# FOLDER   an unpacked WordPress
#
# FORTHRIGHT_URL (http://127.0.0.1:8787) is where `cargo xtask up` serves the privacy desk. Exit 3: something is missing.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
which=${1:-debian}
desk=${FORTHRIGHT_URL:-http://127.0.0.1:8787}
port=${WORDPRESS_PORT:-8791}
work=$(mktemp -d)
started=()

finish() {
  # Each leads a group of its own: PHP's server leaves its workers behind otherwise.
  for id in ${started[@]+"${started[@]}"}; do kill -- "-$id" 2>/dev/null || true; done
  for id in ${started[@]+"${started[@]}"}; do wait "$id" 2>/dev/null || true; done
  if [ -n "${KEEP:-}" ]; then echo "kept: $work"; else rm -rf "$work"; fi
}
trap finish EXIT

missing() {
  echo "Cannot run: $1" >&2
  exit 3
}

for tool in php mariadbd mariadb-install-db mariadb node curl setsid; do
  command -v "$tool" >/dev/null || missing "there is no $tool. As root on Debian: apt-get install php-cli php-mysql php-xml php-mbstring php-zip mariadb-server"
done
modules=$(php -m)
for part in mysqli xml mbstring; do
  grep -qix "$part" <<<"$modules" || missing "PHP lacks $part. As root on Debian: apt-get install php-mysql php-xml php-mbstring"
done
[ -d "$root/node_modules/@playwright/test" ] || missing "there is no Playwright: npm ci in $root"
curl -sf -o /dev/null -m 10 "$desk/embed.js" || missing "nothing answers at $desk/embed.js: start the privacy desk with cargo xtask up"

# WordPress itself.
fetch_debian() {
  local options=() packages=(wordpress)
  mkdir -p "$work/apt/lists/partial" "$work/deb"
  local here_has
  here_has=$(apt-cache policy wordpress 2>/dev/null | sed -n 's/ *Candidate: //p')
  if [ -z "$here_has" ] || ! dpkg --compare-versions "$here_has" ge 6.2; then
    printf 'Types: deb\nURIs: http://deb.debian.org/debian\nSuites: trixie\nComponents: main\nSigned-By: /usr/share/keyrings/debian-archive-keyring.gpg\n' >"$work/apt/trixie.sources"
    options=(-o Dir::Etc::SourceList=/dev/null -o "Dir::Etc::SourceParts=$work/apt" -o "Dir::State::Lists=$work/apt/lists" -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache=)
    apt-get "${options[@]}" update >/dev/null 2>&1 || missing "Debian's package lists cannot be fetched"
  fi
  mapfile -t themes < <(apt-cache "${options[@]}" depends wordpress 2>/dev/null | sed -n 's/.*\(wordpress-theme-[a-z]*\).*/\1/p' | sort -u)
  [ "${#themes[@]}" -gt 0 ] || themes=(wordpress-theme-twentytwentyfive)
  (cd "$work/deb" && apt-get "${options[@]}" download "${packages[@]}" "${themes[0]}" >/dev/null 2>&1) || missing "Debian's package wordpress cannot be fetched"
  for file in "$work"/deb/*.deb; do dpkg-deb -x "$file" "$work/unpacked"; done
  # Links to other packages' libraries lead nowhere here; what they are for is not tried.
  find "$work/unpacked" -type l -delete
  mv "$work/unpacked/usr/share/wordpress" "$work/site"
}

fetch_npm() {
  (cd "$work" && npm pack --silent @wp-playground/wordpress-builds@0.9.19 >/dev/null) || missing "the npm package @wp-playground/wordpress-builds cannot be fetched"
  tar -xzf "$work"/wp-playground-wordpress-builds-*.tgz -C "$work" package/src/wordpress "package/public/wp-$1" 2>/dev/null || missing "there is no WordPress $1 in it"
  mkdir "$work/site"
  # Its PHP in one place, its scripts and styles in another.
  (cd "$work/site" && unzip -qo "$work/package/src/wordpress/wp-$1.zip") || missing "there is no unzip"
  cp -r "$work/package/public/wp-$1/." "$work/site/"
  rm -rf "$work/package" "$work"/*.tgz "$work/site/wp-content/db.php" "$work/site/wp-content/mu-plugins" "$work/site/wp-content/database"
}

case $which in
  debian) fetch_debian ;;
  [0-9]*) fetch_npm "$which" ;;
  *) [ -f "$which/wp-load.php" ] || missing "there is no WordPress in $which"; cp -rL "$which" "$work/site" ;;
esac

site=$work/site
mkdir -p "$site/wp-content/plugins" "$site/wp-content/mu-plugins"
cp -r "$root/www/packages/wordpress/forthright" "$site/wp-content/plugins/forthright"
cp "$here/wordpress-mu.php" "$site/wp-content/mu-plugins/hosts.php"

# A database of its own, reached by a socket in the folder.
mkdir "$work/run" "$work/data"
as=$(id -un)
[ "$as" != root ] || chmod 755 "$work"
mariadb-install-db --no-defaults --user="$as" --datadir="$work/data" --auth-root-authentication-method=normal --skip-test-db >"$work/run/install.log" 2>&1 || missing "MariaDB cannot be set up: $(tail -1 "$work/run/install.log")"
setsid mariadbd --no-defaults --user="$as" --datadir="$work/data" --socket="$work/run/db.sock" --pid-file="$work/run/db.pid" --skip-networking --innodb-buffer-pool-size=32M >"$work/run/db.log" 2>&1 &
started+=($!)
for _ in $(seq 60); do
  mariadb --no-defaults --socket="$work/run/db.sock" -u root -e 'CREATE DATABASE IF NOT EXISTS wordpress' 2>/dev/null && break
  sleep 0.5
done

cat >"$site/wp-config.php" <<PHP
<?php
define( 'DB_NAME', 'wordpress' );
define( 'DB_USER', 'root' );
define( 'DB_PASSWORD', '' );
define( 'DB_HOST', 'localhost:$work/run/db.sock' );
define( 'DB_CHARSET', 'utf8mb4' );
define( 'DB_COLLATE', '' );
define( 'WP_ENVIRONMENT_TYPE', 'local' );
define( 'WP_DEBUG', true );
define( 'WP_DEBUG_DISPLAY', false );
define( 'WP_DEBUG_LOG', '$work/run/debug.log' );
define( 'WP_HTTP_BLOCK_EXTERNAL', true );
define( 'DISABLE_WP_CRON', true );
define( 'AUTOMATIC_UPDATER_DISABLED', true );
define( 'WP_HOME', 'http://' . ( \$_SERVER['HTTP_HOST'] ?? 'localhost:$port' ) );
define( 'WP_SITEURL', WP_HOME );
\$table_prefix = 'wp_';
if ( ! defined( 'ABSPATH' ) ) {
	define( 'ABSPATH', __DIR__ . '/' );
}
require_once ABSPATH . 'wp-settings.php';
PHP

php -d memory_limit=512M "$here/wordpress-set-up.php" "$site" >"$work/run/pages.json" || { cat "$work/run/debug.log" 2>/dev/null || true; exit 1; }

PHP_CLI_SERVER_WORKERS=3 setsid php -d memory_limit=256M -S "localhost:$port" -t "$site" >"$work/run/php.log" 2>&1 &
started+=($!)
for _ in $(seq 60); do
  curl -sf -o /dev/null -m 20 "http://localhost:$port/wp-login.php" && break
  sleep 0.5
done

status=0
(cd "$root" && WORDPRESS_URL="http://localhost:$port" FORTHRIGHT_URL="$desk" WORDPRESS_PAGES="$work/run/pages.json" WORDPRESS_LOG="$work/run/debug.log" node "$here/wordpress.mjs") || status=$?
if [ "$status" -ne 0 ] && [ -s "$work/run/debug.log" ]; then
  echo "What PHP said:"
  tail -20 "$work/run/debug.log"
fi
exit "$status"
