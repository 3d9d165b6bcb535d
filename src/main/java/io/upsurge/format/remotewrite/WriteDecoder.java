package io.upsurge.format.remotewrite;

import com.google.protobuf.CodedInputStream;
import io.upsurge.format.FormatException;
import io.upsurge.format.ReadingSink;
import java.io.IOException;
import java.util.function.Predicate;

/**
 * Reads remote write requests. A series that breaks a rule of the protocol is refused and the rest is read; a request that is
 * no protobuf is refused as a whole. Label sets are remembered, so that steady traffic makes no strings. Safe for use by
 * several threads.
 */
public final class WriteDecoder {
    private final SeriesDirectory directory;
    private final WriteLimits limits;

    /**
     * A decoder.
     *
     * @param wants whether the series of a metric are wanted; must give the same answer every time
     * @param limits of a request
     */
    public WriteDecoder(Predicate<String> wants, WriteLimits limits) {
        this.directory = new SeriesDirectory(wants, limits);
        this.limits = limits;
    }

    /**
     * Reads a request.
     *
     * @param message what it is
     * @param bytes the plain bytes, not compressed
     * @param sink takes the samples of wanted series, in the order of the request
     * @return what was found
     * @throws FormatException if the bytes are not such a message, or exceed a limit; the sink may have been given a part
     */
    public WriteSummary decode(WriteMessage message, byte[] bytes, ReadingSink sink) throws FormatException {
        SeriesReader series = new SeriesReader(bytes, directory, limits, sink);
        CodedInputStream in = CodedInputStream.newInstance(bytes);
        try {
            switch (message) {
                case V1 -> new RequestV1(bytes, in, series).read();
                case V2 -> {
                    Symbols symbols =
                            RequestV2.symbols(bytes, CodedInputStream.newInstance(bytes), limits.maxSymbols());
                    new RequestV2(in, symbols, series).read();
                }
            }
        } catch (IOException e) {
            throw new FormatException(
                    "not a " + message.protobufName() + ": broken protobuf near byte " + in.getTotalBytesRead() + ": "
                            + e.getMessage(),
                    e);
        }
        return series.summary();
    }
}
