/** Whose series it is: from labels to clusters, nodes and containers, and from series about pods to roll-out facts. */
package io.upsurge.place;
