/** How webhooks, PagerDuty, Slack and receivers of CDEvents want to be told. */
package io.upsurge.deliver.message;
