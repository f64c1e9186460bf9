___TERMS_OF_SERVICE___

By creating or modifying this file you agree to Google Tag Manager's Community
Template Gallery Developer Terms of Service available at
https://developers.google.com/tag-manager/gallery-tos (or such other URL as
Google may provide), as modified from time to time.


___INFO___

{
  "type": "TAG",
  "id": "cvt_temp_public_id",
  "version": 1,
  "securityGroups": [],
  "displayName": "Forthright: cookie choices",
  "categories": [
    "TAG_MANAGEMENT",
    "UTILITY"
  ],
  "brand": {
    "id": "brand_dummy",
    "displayName": "Forthright"
  },
  "description": "Loads the cookie banner of your Forthright privacy desk, denies everything to Google’s consent mode before any tag fires, and tells it of each choice. Fire it on Consent Initialization – All Pages.",
  "containerContexts": [
    "WEB"
  ]
}


___TEMPLATE_PARAMETERS___

[
  {
    "type": "TEXT",
    "name": "origin",
    "displayName": "Address of the privacy desk",
    "simpleValueType": true,
    "valueHint": "https://privacy.example.ac.uk",
    "help": "Where the banner comes from: https:// and the host’s name.",
    "valueValidators": [
      {
        "type": "NON_EMPTY",
        "errorMessage": "The address is missing."
      },
      {
        "type": "REGEX",
        "args": [
          "^https://([a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?\\.)+[a-zA-Z]{2,}/?$"
        ],
        "errorMessage": "Write https:// and the host’s name, and nothing behind it."
      }
    ]
  },
  {
    "type": "TEXT",
    "name": "site",
    "displayName": "Website",
    "simpleValueType": true,
    "valueHint": "library",
    "help": "This website’s id in the register of the privacy desk.",
    "valueValidators": [
      {
        "type": "NON_EMPTY",
        "errorMessage": "The website’s id is missing."
      },
      {
        "type": "REGEX",
        "args": [
          "^[a-z0-9]([a-z0-9-]*[a-z0-9])?$"
        ],
        "errorMessage": "An id has small letters, digits and hyphens only."
      }
    ]
  },
  {
    "type": "GROUP",
    "name": "google",
    "displayName": "Google’s consent mode",
    "groupStyle": "ZIPPY_OPEN",
    "subParams": [
      {
        "type": "TEXT",
        "name": "waitForUpdate",
        "displayName": "Wait for the choice, in milliseconds",
        "simpleValueType": true,
        "defaultValue": "500",
        "help": "How long Google’s tags wait for a choice made earlier to be read before they take what is denied as the answer.",
        "valueValidators": [
          {
            "type": "REGEX",
            "args": [
              "^[0-9]{1,5}$"
            ],
            "errorMessage": "A whole number from 0 to 99999."
          }
        ]
      },
      {
        "type": "CHECKBOX",
        "name": "adsDataRedaction",
        "checkboxText": "Redact advertising data while marketing is denied (ads_data_redaction)",
        "simpleValueType": true,
        "defaultValue": true
      },
      {
        "type": "CHECKBOX",
        "name": "urlPassthrough",
        "checkboxText": "Pass ad click information through addresses while storage is denied (url_passthrough)",
        "simpleValueType": true,
        "defaultValue": false,
        "help": "This follows visitors who have not consented from page to page. Ask your data protection team first."
      }
    ]
  },
  {
    "type": "TEXT",
    "name": "eventName",
    "displayName": "Event after each choice",
    "simpleValueType": true,
    "defaultValue": "forthright_consent_update",
    "help": "Pushed to the data layer once consent mode knows the choice: a trigger for tags that were held back on this page. Leave it empty for none.",
    "valueValidators": [
      {
        "type": "REGEX",
        "args": [
          "^([A-Za-z][A-Za-z0-9_.-]{0,99})?$"
        ],
        "errorMessage": "Letters, digits, points, hyphens and underscores."
      }
    ]
  }
]


___SANDBOXED_JS_FOR_WEB_TEMPLATE___

// Runs on Consent Initialization, before any other tag. Everything is denied first; the loader then reads the choice that was
// made, or asks, and consent mode is told by Tag Manager’s own API, which takes effect before the next event. What the
// loader itself may push for Google says the same.

const callInWindow = require('callInWindow');
const createQueue = require('createQueue');
const encodeUriComponent = require('encodeUriComponent');
const getType = require('getType');
const gtagSet = require('gtagSet');
const injectScript = require('injectScript');
const logToConsole = require('logToConsole');
const makeInteger = require('makeInteger');
const queryPermission = require('queryPermission');
const setDefaultConsentState = require('setDefaultConsentState');
const updateConsentState = require('updateConsentState');

// The same as in the loader's own signals.
const TYPES = [
  ['ad_storage', 'marketing'],
  ['ad_user_data', 'marketing'],
  ['ad_personalization', 'marketing'],
  ['analytics_storage', 'statistics'],
  ['functionality_storage', 'preferences'],
  ['personalization_storage', 'preferences'],
];

const states = (isGranted) => {
  const all = {};
  for (let i = 0; i < TYPES.length; i++) {
    all[TYPES[i][0]] = isGranted(TYPES[i][1]) ? 'granted' : 'denied';
  }
  return all;
};

const defaults = states(() => false);
defaults.security_storage = 'granted';
const wait = makeInteger(data.waitForUpdate);
if (wait > 0) defaults.wait_for_update = wait;
setDefaultConsentState(defaults);
gtagSet({
  ads_data_redaction: !!data.adsDataRedaction,
  url_passthrough: !!data.urlPassthrough,
});

// Where there is no loader there is nothing to get, not even null.
const decision = () => callInWindow('forthright.consent.get');

const update = () => {
  updateConsentState(states((category) => callInWindow('forthright.consent.has', category) === true));
  if (data.eventName) createQueue('dataLayer')({ event: data.eventName });
};

const fail = (why) => {
  logToConsole('Forthright: everything stays denied: ' + why);
  data.gtmOnFailure();
};

const begin = () => {
  if (getType(decision()) === 'undefined') return fail('the script loaded, and is not the loader');
  // A choice made on this page, in another tab, or withdrawn.
  callInWindow('forthright.consent.on', update);
  // A choice made earlier is read after the script has run. Before a choice there is nothing to tell.
  callInWindow('forthright.ready.then', () => {
    if (getType(decision()) === 'object') update();
  });
  data.gtmOnSuccess();
};

const origin = data.origin || '';
const url = (origin.slice(-1) === '/' ? origin.slice(0, -1) : origin) + '/embed.js?site=' + encodeUriComponent(data.site);

if (getType(decision()) !== 'undefined') {
  // The page has the loader already.
  begin();
} else if (queryPermission('inject_script', url)) {
  injectScript(url, begin, () => fail('the loader did not load from ' + url), 'forthright');
} else {
  fail('the template may not inject ' + url);
}


___WEB_PERMISSIONS___

[
  {
    "instance": {
      "key": {
        "publicId": "logging",
        "versionId": "1"
      },
      "param": [
        {
          "key": "environments",
          "value": {
            "type": 1,
            "string": "debug"
          }
        }
      ]
    },
    "clientAnnotations": {
      "isEditedByUser": true
    },
    "isRequired": true
  },
  {
    "instance": {
      "key": {
        "publicId": "write_data_layer",
        "versionId": "1"
      },
      "param": [
        {
          "key": "keyPatterns",
          "value": {
            "type": 2,
            "listItem": [
              {
                "type": 1,
                "string": "ads_data_redaction"
              },
              {
                "type": 1,
                "string": "url_passthrough"
              }
            ]
          }
        }
      ]
    },
    "clientAnnotations": {
      "isEditedByUser": true
    },
    "isRequired": true
  },
  {
    "instance": {
      "key": {
        "publicId": "access_consent",
        "versionId": "1"
      },
      "param": [
        {
          "key": "consentTypes",
          "value": {
            "type": 2,
            "listItem": [
              {
                "type": 3,
                "mapKey": [
                  {
                    "type": 1,
                    "string": "consentType"
                  },
                  {
                    "type": 1,
                    "string": "read"
                  },
                  {
                    "type": 1,
                    "string": "write"
                  }
                ],
                "mapValue": [
                  {
                    "type": 1,
                    "string": "ad_storage"
                  },
                  {
                    "type": 8,
                    "boolean": false
                  },
                  {
                    "type": 8,
                    "boolean": true
                  }
                ]
              },
              {
                "type": 3,
                "mapKey": [
                  {
                    "type": 1,
                    "string": "consentType"
                  },
                  {
                    "type": 1,
                    "string": "read"
                  },
                  {
                    "type": 1,
                    "string": "write"
                  }
                ],
                "mapValue": [
                  {
                    "type": 1,
                    "string": "ad_user_data"
                  },
                  {
                    "type": 8,
                    "boolean": false
                  },
                  {
                    "type": 8,
                    "boolean": true
                  }
                ]
              },
              {
                "type": 3,
                "mapKey": [
                  {
                    "type": 1,
                    "string": "consentType"
                  },
                  {
                    "type": 1,
                    "string": "read"
                  },
                  {
                    "type": 1,
                    "string": "write"
                  }
                ],
                "mapValue": [
                  {
                    "type": 1,
                    "string": "ad_personalization"
                  },
                  {
                    "type": 8,
                    "boolean": false
                  },
                  {
                    "type": 8,
                    "boolean": true
                  }
                ]
              },
              {
                "type": 3,
                "mapKey": [
                  {
                    "type": 1,
                    "string": "consentType"
                  },
                  {
                    "type": 1,
                    "string": "read"
                  },
                  {
                    "type": 1,
                    "string": "write"
                  }
                ],
                "mapValue": [
                  {
                    "type": 1,
                    "string": "analytics_storage"
                  },
                  {
                    "type": 8,
                    "boolean": false
                  },
                  {
                    "type": 8,
                    "boolean": true
                  }
                ]
              },
              {
                "type": 3,
                "mapKey": [
                  {
                    "type": 1,
                    "string": "consentType"
                  },
                  {
                    "type": 1,
                    "string": "read"
                  },
                  {
                    "type": 1,
                    "string": "write"
                  }
                ],
                "mapValue": [
                  {
                    "type": 1,
                    "string": "functionality_storage"
                  },
                  {
                    "type": 8,
                    "boolean": false
                  },
                  {
                    "type": 8,
                    "boolean": true
                  }
                ]
              },
              {
                "type": 3,
                "mapKey": [
                  {
                    "type": 1,
                    "string": "consentType"
                  },
                  {
                    "type": 1,
                    "string": "read"
                  },
                  {
                    "type": 1,
                    "string": "write"
                  }
                ],
                "mapValue": [
                  {
                    "type": 1,
                    "string": "personalization_storage"
                  },
                  {
                    "type": 8,
                    "boolean": false
                  },
                  {
                    "type": 8,
                    "boolean": true
                  }
                ]
              },
              {
                "type": 3,
                "mapKey": [
                  {
                    "type": 1,
                    "string": "consentType"
                  },
                  {
                    "type": 1,
                    "string": "read"
                  },
                  {
                    "type": 1,
                    "string": "write"
                  }
                ],
                "mapValue": [
                  {
                    "type": 1,
                    "string": "security_storage"
                  },
                  {
                    "type": 8,
                    "boolean": false
                  },
                  {
                    "type": 8,
                    "boolean": true
                  }
                ]
              }
            ]
          }
        }
      ]
    },
    "clientAnnotations": {
      "isEditedByUser": true
    },
    "isRequired": true
  },
  {
    "instance": {
      "key": {
        "publicId": "access_globals",
        "versionId": "1"
      },
      "param": [
        {
          "key": "keys",
          "value": {
            "type": 2,
            "listItem": [
              {
                "type": 3,
                "mapKey": [
                  {
                    "type": 1,
                    "string": "key"
                  },
                  {
                    "type": 1,
                    "string": "read"
                  },
                  {
                    "type": 1,
                    "string": "write"
                  },
                  {
                    "type": 1,
                    "string": "execute"
                  }
                ],
                "mapValue": [
                  {
                    "type": 1,
                    "string": "dataLayer"
                  },
                  {
                    "type": 8,
                    "boolean": true
                  },
                  {
                    "type": 8,
                    "boolean": true
                  },
                  {
                    "type": 8,
                    "boolean": false
                  }
                ]
              },
              {
                "type": 3,
                "mapKey": [
                  {
                    "type": 1,
                    "string": "key"
                  },
                  {
                    "type": 1,
                    "string": "read"
                  },
                  {
                    "type": 1,
                    "string": "write"
                  },
                  {
                    "type": 1,
                    "string": "execute"
                  }
                ],
                "mapValue": [
                  {
                    "type": 1,
                    "string": "forthright.consent.get"
                  },
                  {
                    "type": 8,
                    "boolean": false
                  },
                  {
                    "type": 8,
                    "boolean": false
                  },
                  {
                    "type": 8,
                    "boolean": true
                  }
                ]
              },
              {
                "type": 3,
                "mapKey": [
                  {
                    "type": 1,
                    "string": "key"
                  },
                  {
                    "type": 1,
                    "string": "read"
                  },
                  {
                    "type": 1,
                    "string": "write"
                  },
                  {
                    "type": 1,
                    "string": "execute"
                  }
                ],
                "mapValue": [
                  {
                    "type": 1,
                    "string": "forthright.consent.has"
                  },
                  {
                    "type": 8,
                    "boolean": false
                  },
                  {
                    "type": 8,
                    "boolean": false
                  },
                  {
                    "type": 8,
                    "boolean": true
                  }
                ]
              },
              {
                "type": 3,
                "mapKey": [
                  {
                    "type": 1,
                    "string": "key"
                  },
                  {
                    "type": 1,
                    "string": "read"
                  },
                  {
                    "type": 1,
                    "string": "write"
                  },
                  {
                    "type": 1,
                    "string": "execute"
                  }
                ],
                "mapValue": [
                  {
                    "type": 1,
                    "string": "forthright.consent.on"
                  },
                  {
                    "type": 8,
                    "boolean": false
                  },
                  {
                    "type": 8,
                    "boolean": false
                  },
                  {
                    "type": 8,
                    "boolean": true
                  }
                ]
              },
              {
                "type": 3,
                "mapKey": [
                  {
                    "type": 1,
                    "string": "key"
                  },
                  {
                    "type": 1,
                    "string": "read"
                  },
                  {
                    "type": 1,
                    "string": "write"
                  },
                  {
                    "type": 1,
                    "string": "execute"
                  }
                ],
                "mapValue": [
                  {
                    "type": 1,
                    "string": "forthright.ready.then"
                  },
                  {
                    "type": 8,
                    "boolean": false
                  },
                  {
                    "type": 8,
                    "boolean": false
                  },
                  {
                    "type": 8,
                    "boolean": true
                  }
                ]
              }
            ]
          }
        }
      ]
    },
    "clientAnnotations": {
      "isEditedByUser": true
    },
    "isRequired": true
  },
  {
    "instance": {
      "key": {
        "publicId": "inject_script",
        "versionId": "1"
      },
      "param": [
        {
          "key": "urls",
          "value": {
            "type": 2,
            "listItem": [
              {
                "type": 1,
                "string": "https://*/embed.js"
              },
              {
                "type": 1,
                "string": "https://*/embed.js*"
              }
            ]
          }
        }
      ]
    },
    "clientAnnotations": {
      "isEditedByUser": true
    },
    "isRequired": true
  }
]


___TESTS___

scenarios:
- name: Everything is denied before the loader is asked for
  code: |-
    let asked = false;
    mock('injectScript', () => { asked = true; });
    mock('setDefaultConsentState', (defaults) => {
      assertThat(asked).isFalse();
      assertThat(defaults).isEqualTo({
        ad_storage: 'denied',
        ad_user_data: 'denied',
        ad_personalization: 'denied',
        analytics_storage: 'denied',
        functionality_storage: 'denied',
        personalization_storage: 'denied',
        security_storage: 'granted',
        wait_for_update: 500,
      });
    });
    runCode(mockData);
    assertApi('setDefaultConsentState').wasCalled();
    assertApi('updateConsentState').wasNotCalled();
    assertThat(asked).isTrue();
- name: The loader is asked for with the website in its address
  code: |-
    let address;
    mock('injectScript', (url, onSuccess, onFailure) => { address = url; });
    runCode({origin: 'https://privacy.example.ac.uk/', site: 'a&b', waitForUpdate: '0'});
    assertThat(address).isEqualTo('https://privacy.example.ac.uk/embed.js?site=a%26b');
    assertApi('gtmOnSuccess').wasNotCalled();
    assertApi('gtmOnFailure').wasNotCalled();
- name: Redaction and passthrough are as they are set
  code: |-
    runCode(mockData);
    assertApi('gtagSet').wasCalledWith({ads_data_redaction: true, url_passthrough: false});
- name: A choice made earlier is told once the loader is ready
  code: |-
    decided = {id: 'x', granted: ['statistics'], refused: ['marketing', 'preferences']};
    granted = ['statistics'];
    runCode(mockData);
    assertApi('updateConsentState').wasNotCalled();
    ready();
    assertApi('updateConsentState').wasCalledWith({
      ad_storage: 'denied',
      ad_user_data: 'denied',
      ad_personalization: 'denied',
      analytics_storage: 'granted',
      functionality_storage: 'denied',
      personalization_storage: 'denied',
    });
    assertThat(pushed).isEqualTo([{event: 'forthright_consent_update'}]);
    assertApi('gtmOnSuccess').wasCalled();
- name: Before a choice nothing is told, not even of statistics by the exemption
  code: |-
    granted = ['statistics'];
    runCode(mockData);
    ready();
    assertApi('updateConsentState').wasNotCalled();
    assertThat(pushed).isEqualTo([]);
- name: A choice on the page is told, and a withdrawal as well
  code: |-
    const told = [];
    mock('updateConsentState', (states) => { told.push(states.ad_storage + ' ' + states.analytics_storage); });
    runCode(mockData);
    ready();
    granted = ['marketing', 'statistics', 'preferences', 'media'];
    listener({granted: granted});
    granted = [];
    listener(null);
    assertThat(told).isEqualTo(['granted granted', 'denied denied']);
    assertThat(pushed).hasLength(2);
- name: Without a name no event is pushed
  code: |-
    runCode({origin: 'https://privacy.example.ac.uk', site: 'library', waitForUpdate: '500', eventName: ''});
    listener(null);
    assertApi('updateConsentState').wasCalled();
    assertThat(pushed).isEqualTo([]);
- name: A loader that the page has already is used, not loaded again
  code: |-
    isLoaded = true;
    runCode(mockData);
    assertApi('injectScript').wasNotCalled();
    assertApi('gtmOnSuccess').wasCalled();
- name: A loader that does not load leaves everything denied
  code: |-
    mock('injectScript', (url, onSuccess, onFailure) => { onFailure(); });
    runCode(mockData);
    assertApi('updateConsentState').wasNotCalled();
    assertApi('gtmOnFailure').wasCalled();
    assertApi('gtmOnSuccess').wasNotCalled();
- name: Another script at that address leaves everything denied
  code: |-
    mock('injectScript', (url, onSuccess, onFailure) => { onSuccess(); });
    runCode(mockData);
    assertApi('updateConsentState').wasNotCalled();
    assertApi('gtmOnFailure').wasCalled();
setup: |-
  const mockData = {
    origin: 'https://privacy.example.ac.uk',
    site: 'library',
    waitForUpdate: '500',
    adsDataRedaction: true,
    urlPassthrough: false,
    eventName: 'forthright_consent_update',
  };
  // The loader, as far as the template speaks to it.
  let isLoaded = false;
  let decided = null;
  let granted = [];
  let listener;
  let ready;
  const pushed = [];
  mock('callInWindow', (path, given) => {
    if (!isLoaded) return undefined;
    if (path === 'forthright.consent.get') return decided;
    if (path === 'forthright.consent.has') return granted.indexOf(given) >= 0;
    if (path === 'forthright.consent.on') listener = given;
    if (path === 'forthright.ready.then') ready = given;
    return undefined;
  });
  mock('createQueue', (key) => (value) => { pushed.push(value); });
  mock('queryPermission', true);
  mock('injectScript', (url, onSuccess, onFailure) => {
    isLoaded = true;
    onSuccess();
  });


___NOTES___

Licence: Apache-2.0 OR MIT, as the rest of Forthright.

How to use it: import this file under Templates → Tag Templates → New, make a tag of it, fill in the two fields, and fire it on
Consent Initialization – All Pages. Then give each of your other tags the consent it needs (Consent Settings → Require additional
consent), and fire those that should run on the page of the choice on the custom event forthright_consent_update as well.

Who can change the permissions should narrow “Injects scripts” to their own desk, for example
https://privacy.example.ac.uk/embed.js. As it comes, any host's embed.js may be injected, because every university has its own.

What works, and why it is done like this. setDefaultConsentState and updateConsentState take effect before the next event; a gtag
command from the page would be queued behind it. The loader’s functions are called by callInWindow; `then` of the promise
forthright.ready is one of them, because sandboxed JavaScript has no promises of its own. A choice made earlier is read after the
script has run, so that nothing is told at that moment. Where the loader is in the page already it is used; two loaders are one.

Where the register has the signal “google” for the website, the loader pushes the same states to the data layer itself: the same
again changes nothing. The loader may then say in the console that Tag Manager started before its defaults; with this template it
did not, because the defaults are set here.

A page’s own tags outside Tag Manager are not held back by this: gate them with data-consent. Consent mode alone does not stop a
tag that asks for nothing.
