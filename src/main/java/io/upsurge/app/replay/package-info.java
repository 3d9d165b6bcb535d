/** What a replay leaves behind: files of results, a summary, a report for a build server. */
package io.upsurge.app.replay;
