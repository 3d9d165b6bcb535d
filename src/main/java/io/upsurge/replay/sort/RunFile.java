package io.upsurge.replay.sort;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Things in order in a file: frames of some hundred, each after its length. */
final class RunFile {
    private static final int FRAME_ITEMS = 512;

    private RunFile() {}

    /** Writes everything that a cursor gives. */
    static <T> void write(Path file, Cursor<T> things, Form<T> form) throws IOException {
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16))) {
            List<T> frame = new ArrayList<>(FRAME_ITEMS);
            for (T next = things.next(); next != null; next = things.next()) {
                frame.add(next);
                if (frame.size() == FRAME_ITEMS) {
                    write(out, form.pack(frame));
                    frame.clear();
                }
            }
            if (!frame.isEmpty()) {
                write(out, form.pack(frame));
            }
        }
    }

    private static void write(DataOutputStream out, byte[] frame) throws IOException {
        out.writeInt(frame.length);
        out.write(frame);
    }

    /** Reads what was written; the file is deleted when the cursor is closed. */
    static <T> Cursor<T> read(Path file, Form<T> form) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
        return new Cursor<>() {
            private Iterator<T> frame = List.<T>of().iterator();

            @Override
            public T next() throws IOException {
                if (!frame.hasNext()) {
                    frame = nextFrame().iterator();
                }
                return frame.hasNext() ? frame.next() : null;
            }

            private List<T> nextFrame() throws IOException {
                int length;
                try {
                    length = in.readInt();
                } catch (EOFException e) {
                    return List.of();
                }
                byte[] bytes = in.readNBytes(length);
                if (bytes.length < length) {
                    throw new EOFException(file + " ends early");
                }
                return form.unpack(bytes);
            }

            @Override
            public void close() throws IOException {
                in.close();
                Files.deleteIfExists(file);
            }
        };
    }
}
