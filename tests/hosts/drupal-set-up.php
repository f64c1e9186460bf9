<?php

/**
 * @file
 * Puts the module into the site that tests/hosts/drupal.sh installed, with the pages that drupal.mjs walks through.
 *
 * Prints their addresses as JSON.
 */

declare(strict_types=1);

use Drupal\block\Entity\Block;
use Drupal\Core\DrupalKernel;
use Drupal\filter\Entity\FilterFormat;
use Drupal\node\Entity\Node;
use Drupal\user\Entity\User;
use Symfony\Component\HttpFoundation\Request;

chdir($argv[1]);
$autoloader = require $argv[1] . '/autoload.php';
$request = Request::create('/');
$kernel = DrupalKernel::createFromRequest($request, $autoloader, 'prod');
$kernel->boot();
$kernel->preHandle($request);

\Drupal::service('module_installer')->install(['forthright']);
User::load(1)->setUsername('admin')->setPassword('correct horse')->activate()->save();
User::create(['name' => 'reader', 'pass' => 'correct horse', 'mail' => 'reader@example.org', 'status' => 1])->save();

$format = FilterFormat::load('full_html');
$format->setFilterConfig('forthright_embeds', ['status' => TRUE, 'weight' => 100]);
$format->save();

Block::create([
  'id' => 'desk',
  'plugin' => 'forthright_frame',
  'theme' => \Drupal::config('system.theme')->get('default'),
  'region' => 'content',
  'weight' => 50,
  'settings' => ['id' => 'forthright_frame', 'kind' => 'form', 'form' => 'subject-access', 'frame_title' => 'What <b>we</b> hold', 'label_display' => '0'],
])->save();

$node = Node::create([
  'type' => 'page',
  'title' => 'Embeds',
  'status' => 1,
  'body' => [
    'format' => 'full_html',
    'value' => '<p>A film:</p><iframe id="film" src="https://www.youtube.com/embed/one" title="A tour of the library" width="560" height="315"></iframe>'
      . '<iframe id="map" src="https://www.google.com/maps/embed?pb=1" title="Where we are" width="400" height="300"></iframe>'
      . '<iframe id="free" src="https://free.example/frame" title="Nobody waits for this"></iframe><p>The end</p>',
  ],
]);
$node->save();
echo json_encode(['embeds' => '/node/' . $node->id(), 'version' => \Drupal::VERSION]);
