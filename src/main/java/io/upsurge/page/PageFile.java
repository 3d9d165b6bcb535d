package io.upsurge.page;

/**
 * A file that a browser may ask for.
 *
 * @param path the path it is asked for by, beginning with a slash
 * @param type its content type
 * @param text what is in it
 */
public record PageFile(String path, String type, String text) {}
