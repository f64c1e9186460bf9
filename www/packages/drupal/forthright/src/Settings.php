<?php

declare(strict_types=1);

namespace Drupal\forthright;

use Drupal\Core\Cache\CacheableDependencyInterface;
use Drupal\Core\Config\ConfigFactoryInterface;
use Drupal\Core\Config\ImmutableConfig;

/**
 * The settings as they hold.
 *
 * Whatever is stored is looked at again when it is read: an import or a command may have written it.
 */
final class Settings {

  public const NAME = 'forthright.settings';
  public const THEMES = ['auto', 'light', 'dark'];
  public const POSITIONS = ['bottom', 'top', 'centre'];

  public function __construct(private readonly ConfigFactoryInterface $configFactory) {}

  /**
   * What pages depend on that were made by these settings.
   */
  public function dependency(): CacheableDependencyInterface {
    return $this->config();
  }

  /**
   * Whether there is something to load. Until then the module changes nothing.
   */
  public function isReady(): bool {
    return $this->origin() !== '' && $this->site() !== '';
  }

  /**
   * The origin of the privacy desk, or nothing.
   */
  public function origin(): string {
    return self::originIn($this->text('origin'));
  }

  /**
   * The website's id in the register, or nothing.
   */
  public function site(): string {
    return Lists::isId($this->text('site')) ? $this->text('site') : '';
  }

  /**
   * The address of the page about this website's cookies, where a choice can be made without JavaScript.
   */
  public function cookiesPage(): string {
    return $this->origin() . '/cookies#' . $this->site();
  }

  /**
   * Whether the links stand at the end of each page.
   */
  public function hasFooterLinks(): bool {
    return (bool) ($this->config()->get('footer_links') ?? TRUE);
  }

  /**
   * Whether remote videos of the Media module wait.
   */
  public function holdsRemoteVideo(): bool {
    return (bool) ($this->config()->get('remote_video') ?? TRUE);
  }

  /**
   * What is said on the loader's tag besides its address. Where no language is set the loader follows the page's own.
   *
   * @return array<string, string|bool>
   *   Attributes.
   */
  public function attributes(): array {
    $attributes = ['async' => TRUE, 'data-site' => $this->site()];
    foreach (['theme' => self::THEMES, 'position' => self::POSITIONS] as $name => $known) {
      // The first is what the loader does anyway.
      if (in_array($this->text($name), array_slice($known, 1), TRUE)) {
        $attributes['data-' . $name] = $this->text($name);
      }
    }
    if ($this->text('language') !== 'auto' && self::isLanguage($this->text('language'))) {
      $attributes['data-lang'] = $this->text('language');
    }
    return $attributes;
  }

  /**
   * A list of the settings.
   *
   * @param string $name
   *   `libraries`, `head` or `hosts`.
   *
   * @return array<string, string>
   *   What waits for what.
   */
  public function waiting(string $name): array {
    $is_known = ['libraries' => Lists::isLibrary(...), 'head' => Lists::isHeadKey(...), 'hosts' => Lists::isPlace(...)][$name];
    $list = [];
    $stored = $this->config()->get($name);
    foreach (is_array($stored) ? $stored : [] as $entry) {
      $what = $entry['name'] ?? NULL;
      $condition = $entry['condition'] ?? NULL;
      if (is_string($what) && is_string($condition) && $is_known($what) && Lists::isCondition($condition)) {
        $list[$what] = $condition;
      }
    }
    return $list;
  }

  /**
   * The origin in an address, or nothing if it is none that a script is loaded from: https, a host's name, nothing behind it.
   */
  public static function originIn(string $text): string {
    $parts = parse_url(strtolower(trim($text)));
    if (!is_array($parts) || !isset($parts['scheme'], $parts['host']) || ($parts['path'] ?? '/') !== '/') {
      return '';
    }
    if (array_diff_key($parts, array_flip(['scheme', 'host', 'port', 'path']))) {
      return '';
    }
    // On the machine a website is made on.
    $is_here = in_array($parts['host'], ['localhost', '127.0.0.1'], TRUE) && $parts['scheme'] === 'http';
    if (!$is_here && ($parts['scheme'] !== 'https' || !Lists::isHost($parts['host']))) {
      return '';
    }
    return $parts['scheme'] . '://' . $parts['host'] . (isset($parts['port']) ? ':' . $parts['port'] : '');
  }

  /**
   * A language the banner can be asked for, as a BCP 47 tag, or `auto`.
   */
  public static function isLanguage(string $text): bool {
    return preg_match('/^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,4}$/D', $text) === 1;
  }

  private function config(): ImmutableConfig {
    return $this->configFactory->get(self::NAME);
  }

  private function text(string $name): string {
    $value = $this->config()->get($name);
    return is_string($value) ? $value : '';
  }

}
