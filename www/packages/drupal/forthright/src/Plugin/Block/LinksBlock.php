<?php

declare(strict_types=1);

namespace Drupal\forthright\Plugin\Block;

use Drupal\Core\Block\Attribute\Block;
use Drupal\Core\Block\BlockBase;
use Drupal\Core\Cache\CacheableMetadata;
use Drupal\Core\Plugin\ContainerFactoryPluginInterface;
use Drupal\Core\StringTranslation\TranslatableMarkup;
use Drupal\Core\Url;
use Drupal\forthright\Settings;
use Symfony\Component\DependencyInjection\ContainerInterface;

/**
 * The two links that every visitor needs: to choose again, and to withdraw consent in one press.
 */
#[Block(
  id: 'forthright_links',
  admin_label: new TranslatableMarkup('Cookie choices'),
  category: new TranslatableMarkup('Privacy'),
)]
final class LinksBlock extends BlockBase implements ContainerFactoryPluginInterface {

  public function __construct(array $configuration, $plugin_id, $plugin_definition, private readonly Settings $desk) {
    parent::__construct($configuration, $plugin_id, $plugin_definition);
  }

  /**
   * {@inheritdoc}
   */
  public static function create(ContainerInterface $container, array $configuration, $plugin_id, $plugin_definition): static {
    return new static($configuration, $plugin_id, $plugin_definition, $container->get('forthright.settings'));
  }

  /**
   * {@inheritdoc}
   */
  public function build(): array {
    $build = [];
    if ($this->desk->isReady()) {
      $link = fn(string $does, TranslatableMarkup $text): array => [
        '#type' => 'link',
        '#title' => $text,
        '#url' => Url::fromUri($this->desk->cookiesPage()),
        '#attributes' => ['data-forthright' => $does],
        '#suffix' => ' ',
      ];
      $build = [
        'preferences' => $link('preferences', $this->t('Cookie choices')),
        'withdraw' => $link('withdraw', $this->t('Withdraw consent')),
      ];
    }
    CacheableMetadata::createFromRenderArray($build)->addCacheableDependency($this->desk->dependency())->applyTo($build);
    return $build;
  }

}
