<?php

declare(strict_types=1);

namespace Drupal\forthright;

use Drupal\Component\Utility\Html;

/**
 * Embeds that wait: each stands in a `<template>`, whose content nothing on the page loads or reads, until the loader puts it
 * into the page.
 */
final class Embeds {

  /**
   * Elements that load something, and the attributes they load it by.
   */
  private const LOADING = ['iframe' => ['src', 'data-src'], 'object' => ['data'], 'embed' => ['src'], 'script' => ['src']];

  public function __construct(private readonly Settings $settings) {}

  /**
   * What an address waits for, or nothing if its host is not listed.
   */
  public function conditionFor(string $address): string {
    // A browser drops these, and reads a backslash as a slash.
    $address = str_replace('\\', '/', (string) preg_replace('/[\t\r\n]+|^[\x00-\x20]+/', '', $address));
    if (preg_match('~^(?:https?:/*|//+)(?:[^/?#@]*@)?([^/?#:@]+)(?::\d*)?(/[^?#]*)?~i', $address, $found) !== 1) {
      return '';
    }
    $host = rtrim(strtolower(rawurldecode($found[1])), '.');
    $path = rawurldecode($found[2] ?? '/');
    foreach ($this->settings->waiting('hosts') as $place => $condition) {
      [$listed, $start] = explode('/', $place . '/', 2);
      $is_host = str_starts_with($listed, '*.') ? str_ends_with('.' . $host, substr($listed, 1)) : $host === $listed;
      if ($is_host && str_starts_with($path . '/', '/' . $start)) {
        return $condition;
      }
    }
    return '';
  }

  /**
   * A render array in a template.
   *
   * @param array $content
   *   What waits.
   * @param array<string, string> $said
   *   `consent`, and what the notice in its place says: `title`, `link`, `provider`, `width`, `height`.
   */
  public function inTemplate(array $content, array $said): array {
    $attributes = [];
    foreach (array_filter($said, static fn(string $value): bool => $value !== '') as $name => $value) {
      $attributes['data-' . $name] = $value;
    }
    return ['#type' => 'html_tag', '#tag' => 'template', '#attributes' => $attributes, 'embed' => $content];
  }

  /**
   * A piece of HTML, with the frames and players of listed hosts in templates and their scripts waiting.
   */
  public function hold(string $html): string {
    if (preg_match('/<(?:iframe|object|embed|script)\b/i', $html) !== 1) {
      return $html;
    }
    $document = Html::load($html);
    $xpath = new \DOMXPath($document);
    $elements = $xpath->query('//*[self::iframe or self::object or self::embed or self::script][not(ancestor::template)][not(@data-consent)]');
    $changed = FALSE;
    foreach (iterator_to_array($elements) as $element) {
      $condition = $element instanceof \DOMElement ? $this->conditionAt($element) : '';
      // An `embed` within an `object` went with it.
      if ($condition === '' || $xpath->query('ancestor::template', $element)->length) {
        continue;
      }
      $changed = TRUE;
      $element->localName === 'script' ? $this->holdScript($element, $condition) : $this->wrap($element, $condition);
    }
    return $changed ? Html::serialize($document) : $html;
  }

  private function conditionAt(\DOMElement $element): string {
    foreach ([$element, ...iterator_to_array($element->getElementsByTagName('embed'))] as $part) {
      foreach (self::LOADING[$part->localName] ?? [] as $name) {
        $condition = $part->hasAttribute($name) ? $this->conditionFor($part->getAttribute($name)) : '';
        if ($condition !== '') {
          return $condition;
        }
      }
    }
    return '';
  }

  private function wrap(\DOMElement $element, string $condition): void {
    $template = $element->ownerDocument->createElement('template');
    $template->setAttribute('data-consent', $condition);
    foreach (['title', 'width', 'height'] as $name) {
      $value = trim($element->getAttribute($name));
      if ($value !== '' && ($name === 'title' || preg_match('/^\d{2,4}$/D', $value) === 1)) {
        $template->setAttribute('data-' . $name, $value);
      }
    }
    $element->parentNode->insertBefore($template, $element);
    $template->appendChild($element);
  }

  private function holdScript(\DOMElement $script, string $condition): void {
    if (strtolower(trim($script->getAttribute('type'))) === 'module') {
      $script->setAttribute('data-type', 'module');
    }
    $script->setAttribute('type', 'text/plain');
    $script->setAttribute('data-consent', $condition);
  }

}
