package org.ropewalk.examples.ftp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ropewalk.examples.value.Listing;

/** What data connections send and receive, however it is cut into pieces. */
class ContentTest {
    @TempDir private Path directory;

    /** Pieces to send, and what was received. */
    private static final class Pieces implements Content {
        private final Queue<String> pieces = new ArrayDeque<>();
        private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
        private boolean closed;

        Pieces(String... pieces) {
            this.pieces.addAll(List.of(pieces));
        }

        @Override
        public byte[] next() {
            return pieces.isEmpty() ? new byte[0] : pieces.remove().getBytes(US_ASCII);
        }

        @Override
        public void take(byte[] piece) {
            assertThat(closed).isFalse();
            taken.writeBytes(piece);
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private static String all(Content content) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] piece = content.next(); piece.length > 0; piece = content.next()) {
            all.writeBytes(piece);
        }
        return all.toString(US_ASCII);
    }

    @Test
    void aTextIsSentWithLineEndsOfTheNetwork() throws IOException {
        Content text = new Content.OfLines(new Pieces("a\n", "\nb\r", "\nc\r", "d", "\n"));
        assertThat(all(text)).isEqualTo("a\r\n\r\nb\r\nc\rd\r\n");
    }

    @Test
    void aTextIsStoredWithLineEndsOfItsOwn() throws IOException {
        Pieces file = new Pieces();
        Content text = new Content.OfLines(file);
        for (String piece : List.of("a\r\nb\r", "\n", "c\r", "\r", "\nd\r", "e\n\r")) {
            text.take(piece.getBytes(US_ASCII));
        }
        text.close();
        assertThat(file.taken.toString(US_ASCII)).isEqualTo("a\nb\nc\r\nd\re\n\r");
        assertThat(file.closed).isTrue();
    }

    @Test
    void aListGoesOnBehindAFileThatIsDeletedMeanwhile() throws IOException {
        List<Path> entries =
                List.of(
                        Files.createFile(directory.resolve("a")),
                        directory.resolve("deleted"),
                        Files.createFile(directory.resolve("b")));
        DirectoryStream<Path> stream =
                new DirectoryStream<>() {
                    @Override
                    public Iterator<Path> iterator() {
                        return entries.iterator();
                    }

                    @Override
                    public void close() {}
                };
        try (Content list = new Content.OfDirectory(stream, Listing.NAMES)) {
            assertThat(all(list)).isEqualTo("a\r\nb\r\n");
        }
    }
}
