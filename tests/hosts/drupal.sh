#!/usr/bin/env bash
# A real Drupal with the module of www/packages/drupal, and the main path through it in a browser (drupal.mjs). Where Drupal cannot be
# had, the module's code on imitated interfaces (drupal-stubs.php). Not part of CI; everything stands in a temporary folder.
#
#   tests/hosts/drupal.sh [11 | 10.3 | FOLDER | stubs]
#
# 11, 10.3   that version, by Composer
# FOLDER     a Drupal that Composer made, with web/ in it and without a site
# stubs      only the imitated interfaces
#
# FORTHRIGHT_URL (http://127.0.0.1:8787) is where `cargo xtask up` serves the privacy desk. Exit 3: something is missing.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
which=${1:-11}
desk=${FORTHRIGHT_URL:-http://127.0.0.1:8787}
port=${DRUPAL_PORT:-8792}
work=$(mktemp -d)
started=()

finish() {
  # PHP's server leads a group of its own: it leaves its workers behind otherwise.
  for id in ${started[@]+"${started[@]}"}; do kill -- "-$id" 2>/dev/null || true; done
  for id in ${started[@]+"${started[@]}"}; do wait "$id" 2>/dev/null || true; done
  chmod -R u+w "$work" 2>/dev/null || true
  if [ -n "${KEEP:-}" ]; then echo "kept: $work"; else rm -rf "$work"; fi
}
trap finish EXIT

missing() {
  echo "Cannot run: $1" >&2
  exit 3
}

for tool in php node curl setsid; do
  command -v "$tool" >/dev/null || missing "there is no $tool. As root on Debian: apt-get install php-cli php-xml php-mbstring php-sqlite3 php-gd"
done
modules=$(php -m)
for part in dom mbstring; do
  grep -qix "$part" <<<"$modules" || missing "PHP lacks $part. As root on Debian: apt-get install php-xml php-mbstring"
done

stubs() {
  [ "$which" = stubs ] || echo "No real Drupal: $1. The module's code runs on imitated interfaces instead."
  mkdir "$work/deb"
  (cd "$work/deb" && apt-get download php-masterminds-html5 php-symfony-yaml php-twig php-symfony-deprecation-contracts >/dev/null 2>&1) || missing "Debian's packages of the libraries that Drupal uses cannot be fetched"
  for file in "$work"/deb/*.deb; do dpkg-deb -x "$file" "$work/libraries"; done
  php "$here/drupal-stubs.php" "$work/libraries/usr/share/php"
  exit
}

case $which in
  stubs) stubs "" ;;
  [0-9]*)
    command -v composer >/dev/null || stubs "there is no composer"
    composer create-project --quiet --no-interaction --no-dev "drupal/recommended-project:^$which" "$work/drupal" >"$work/composer.log" 2>&1 || stubs "Composer cannot fetch it"
    ;;
  *) [ -f "$which/web/core/lib/Drupal.php" ] || missing "there is no Drupal in $which"; cp -r "$which" "$work/drupal" ;;
esac

for part in pdo_sqlite gd; do
  grep -qix "$part" <<<"$modules" || missing "PHP lacks $part. As root on Debian: apt-get install php-sqlite3 php-gd"
done
[ -d "$root/node_modules/@playwright/test" ] || missing "there is no Playwright: npm ci in $root"
curl -sf -o /dev/null -m 10 "$desk/embed.js" || missing "nothing answers at $desk/embed.js: start the privacy desk with cargo xtask up"

web=$work/drupal/web
mkdir -p "$web/modules/custom"
cp -r "$root/www/packages/drupal/forthright" "$web/modules/custom/forthright"
(cd "$web" && php -d memory_limit=512M core/scripts/drupal install standard --site-name="A library" --no-interaction >"$work/install.log" 2>&1) || { tail -20 "$work/install.log"; exit 1; }
php -d memory_limit=512M "$here/drupal-set-up.php" "$web" >"$work/pages.json"

(cd "$web" && PHP_CLI_SERVER_WORKERS=3 exec setsid php -d memory_limit=256M -S "localhost:$port" .ht.router.php >"$work/php.log" 2>&1) &
started+=($!)
for _ in $(seq 60); do
  curl -sf -o /dev/null -m 30 "http://localhost:$port/user/login" && break
  sleep 0.5
done
cd "$root"
DRUPAL_URL="http://localhost:$port" FORTHRIGHT_URL="$desk" DRUPAL_PAGES="$work/pages.json" node "$here/drupal.mjs"
