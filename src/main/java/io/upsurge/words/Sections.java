package io.upsurge.words;

/** Text in sections: a heading, then sentences below it, each in its line. */
public final class Sections {
    private final StringBuilder text = new StringBuilder();

    /** Begins a section. */
    public Sections section(String heading) {
        text.append('\n').append(OneLine.of(heading)).append('\n');
        return this;
    }

    /** Adds a sentence, or a row of figures, which may hold names from outside. */
    public Sections say(String sentence) {
        text.append("  ").append(OneLine.of(sentence)).append('\n');
        return this;
    }

    /** Adds a line without indent, above all sections. */
    public Sections title(String line) {
        text.append(OneLine.of(line)).append('\n');
        return this;
    }

    /** Everything, without the last line end. */
    @Override
    public String toString() {
        return text.toString().stripTrailing();
    }
}
