<?php

declare(strict_types=1);

namespace Drupal\forthright\EventSubscriber;

use Drupal\Core\Cache\CacheTagsInvalidatorInterface;
use Drupal\Core\Config\ConfigCrudEvent;
use Drupal\Core\Config\ConfigEvents;
use Drupal\forthright\Settings;
use Symfony\Component\EventDispatcher\EventSubscriberInterface;

/**
 * Libraries are made from the settings, and kept: other settings make them anew, however they are saved.
 */
final class ConfigSubscriber implements EventSubscriberInterface {

  public function __construct(private readonly CacheTagsInvalidatorInterface $invalidator) {}

  /**
   * {@inheritdoc}
   */
  public static function getSubscribedEvents(): array {
    return [ConfigEvents::SAVE => 'changed', ConfigEvents::DELETE => 'changed'];
  }

  /**
   * Forgets the libraries.
   */
  public function changed(ConfigCrudEvent $event): void {
    if ($event->getConfig()->getName() === Settings::NAME) {
      $this->invalidator->invalidateTags(['library_info']);
    }
  }

}
