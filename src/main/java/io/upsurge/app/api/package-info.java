/** The HTTP API: what is asked, who answers, and how it is written. Read-only. */
package io.upsurge.app.api;
