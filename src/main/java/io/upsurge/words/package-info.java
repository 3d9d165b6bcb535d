/** What was found, in words for people: titles, sentences, figures and advice. Knows the model alone. */
package io.upsurge.words;
