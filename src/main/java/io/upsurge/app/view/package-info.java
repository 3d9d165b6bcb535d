/** Feeds what the topics say into the view of a process. */
package io.upsurge.app.view;
