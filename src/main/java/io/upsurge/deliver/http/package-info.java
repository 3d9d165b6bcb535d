/** How other sides are reached over HTTP, and what their answers mean. */
package io.upsurge.deliver.http;
