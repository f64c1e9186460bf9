<?php

declare(strict_types=1);

namespace Drupal\forthright;

/**
 * The lists of the settings form, one entry a line: what waits, `=`, and the category or service it waits for.
 *
 * What cannot be read is named; nothing is guessed.
 */
final class Lists {

  /**
   * More than any website needs, and few enough to look through for each address.
   */
  public const MOST = 300;

  /**
   * The id of a website, a service, a form or an audience in the register.
   */
  public static function isId(string $text): bool {
    return preg_match('/^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/D', $text) === 1;
  }

  /**
   * A category or a service that something can wait for. What is necessary waits for nothing.
   */
  public static function isCondition(string $text): bool {
    return self::isId($text) && strlen($text) > 1 && $text !== 'necessary';
  }

  /**
   * The name of a host in lower case, without a port.
   */
  public static function isHost(string $text): bool {
    return strlen($text) < 254 && preg_match('/^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/D', $text) === 1;
  }

  /**
   * A host whose embeds wait, or all below it (`*.example.org`), or a part of one (`www.google.com/maps`).
   */
  public static function isPlace(string $text): bool {
    [$host, $path] = explode('/', $text . '/', 2);
    return self::isHost(str_starts_with($host, '*.') ? substr($host, 2) : $host) && preg_match('~^[\w.%/-]{0,200}$~D', $path) === 1;
  }

  /**
   * A library, as `extension/library`. Ours would wait for itself.
   */
  public static function isLibrary(string $text): bool {
    return preg_match('~^[a-z_][a-z0-9_]{0,99}/[\w.-]{1,100}$~D', $text) === 1 && !str_starts_with($text, 'forthright/');
  }

  /**
   * The key of an `html_head` entry.
   */
  public static function isHeadKey(string $text): bool {
    return preg_match('~^[\w.:-]{1,100}$~D', $text) === 1;
  }

  /**
   * Reads a list.
   *
   * @param string $text
   *   One entry a line; empty lines and those that begin with `#` say nothing.
   * @param callable(string): bool $is_known
   *   Whether this can wait.
   * @param string $usual
   *   What it waits for where the line does not say; empty if the line has to.
   *
   * @return array{0: list<array{name: string, condition: string}>, 1: array<int, string>}
   *   The entries, and the lines that cannot be read, by number.
   */
  public static function read(string $text, callable $is_known, string $usual = ''): array {
    $entries = [];
    $wrong = [];
    foreach (preg_split('/\r\n|\r|\n/', $text) as $at => $line) {
      $line = trim($line);
      if ($line === '' || $line[0] === '#') {
        continue;
      }
      $parts = array_map('trim', explode('=', $line));
      $condition = $parts[1] ?? $usual;
      if (count($parts) < 3 && count($entries) < self::MOST && $is_known($parts[0]) && self::isCondition($condition)) {
        $entries[$parts[0]] = ['name' => $parts[0], 'condition' => $condition];
      }
      else {
        $wrong[$at + 1] = $line;
      }
    }
    return [array_values($entries), $wrong];
  }

  /**
   * The list as it is shown.
   *
   * @param array<string, string> $entries
   *   What waits for what.
   * @param string $usual
   *   What a line need not say.
   */
  public static function write(array $entries, string $usual = ''): string {
    $lines = [];
    foreach ($entries as $name => $condition) {
      $lines[] = $condition === $usual ? (string) $name : $name . ' = ' . $condition;
    }
    return implode("\n", $lines);
  }

  /**
   * Host names in small letters; paths as they are. `https://` in front is what people paste.
   */
  public static function lowerHosts(string $text): string {
    return (string) preg_replace_callback('~^([ \t]*)(?:https?://)?([^\s/=]+)~im', static fn(array $found): string => $found[1] . strtolower($found[2]), $text);
  }

}
