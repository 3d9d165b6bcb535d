package io.upsurge.detect.rule;

import io.upsurge.detect.evidence.RestartProfile;
import io.upsurge.pack.Packer;

/** Judges one candidate version of one key, window by window, in the order of the windows. */
public interface Judge {

    /** Takes in a window and says how things stand after it. */
    Assessment assess(CandidateWindow window);

    /** An anomaly has recovered: what is said from now on must rest on what happens from now on. */
    void startOver(CandidateWindow window);

    /** Hands over what the candidate's restarts have taught since the last call, once they are known to be ordinary. */
    RestartProfile takeProfile();

    /** Writes down what the judge remembers. */
    void pack(Packer out);
}
