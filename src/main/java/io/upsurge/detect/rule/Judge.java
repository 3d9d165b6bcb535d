package io.upsurge.detect.rule;

import io.upsurge.pack.Packer;

/** Judges one candidate version of one key, window by window, in the order of the windows. */
public interface Judge {

    /** Takes in a window and says how things stand after it. */
    Assessment assess(CandidateWindow window);

    /** Writes down what the judge remembers. */
    void pack(Packer out);
}
