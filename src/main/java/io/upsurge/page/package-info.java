/** What browsers are given: scripts put together, templates, the files of the live page. Knows nothing of the rest. */
package io.upsurge.page;
