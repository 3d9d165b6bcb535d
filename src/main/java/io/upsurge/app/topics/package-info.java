/** What topics there are, how they are made, and whether those found are the ones meant. */
package io.upsurge.app.topics;
