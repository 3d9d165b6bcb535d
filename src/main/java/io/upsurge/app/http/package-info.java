/** What a process tells of itself by HTTP. */
package io.upsurge.app.http;
