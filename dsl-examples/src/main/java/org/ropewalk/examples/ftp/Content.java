package org.ropewalk.examples.ftp;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Iterator;
import org.ropewalk.examples.value.Listing;

/** What a data connection sends or receives, in pieces. Its methods may block. */
interface Content extends Closeable {
    int PIECE_BYTES = 64 * 1024;

    /** The next piece to send; of no bytes at the end. */
    byte[] next() throws IOException;

    /** Takes a piece that was received. */
    default void take(byte[] piece) throws IOException {
        throw new IOException("nothing is received here");
    }

    /** A file. */
    record OfFile(FileChannel file) implements Content {
        @Override
        public byte[] next() throws IOException {
            ByteBuffer piece = ByteBuffer.allocate(PIECE_BYTES);
            file.read(piece);
            piece.flip();
            byte[] bytes = new byte[piece.remaining()];
            piece.get(bytes);
            return bytes;
        }

        @Override
        public void take(byte[] piece) throws IOException {
            ByteBuffer left = ByteBuffer.wrap(piece);
            while (left.hasRemaining()) {
                file.write(left);
            }
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    /** The lines of a directory. */
    record OfDirectory(DirectoryStream<Path> entries, Iterator<Path> left, Listing listing)
            implements Content {
        OfDirectory(DirectoryStream<Path> entries, Listing listing) {
            this(entries, entries.iterator(), listing);
        }

        @Override
        public byte[] next() throws IOException {
            ByteArrayOutputStream lines = new ByteArrayOutputStream();
            try {
                while (lines.size() < PIECE_BYTES && left.hasNext()) {
                    lines.writeBytes(line(left.next()));
                }
            } catch (DirectoryIteratorException e) {
                throw e.getCause();
            }
            return lines.toByteArray();
        }

        /** The line of an entry; of no bytes if it is not listed, or was deleted meanwhile. */
        private byte[] line(Path entry) throws IOException {
            try {
                return listing.line(
                        entry.getFileName(),
                        Files.readAttributes(
                                entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
            } catch (NoSuchFileException e) {
                return new byte[0];
            }
        }

        @Override
        public void close() throws IOException {
            entries.close();
        }
    }

    /**
     * A text whose lines end in CR LF on the network and in LF in its file (RFC 959 3.1.1.1). A CR
     * of its own stays.
     */
    final class OfLines implements Content {
        private final Content file;

        /** Whether the last byte that was read or received is a CR. */
        private boolean cr;

        private boolean received;

        OfLines(Content file) {
            this.file = file;
        }

        @Override
        public byte[] next() throws IOException {
            ByteArrayOutputStream lines = new ByteArrayOutputStream();
            for (byte octet : file.next()) {
                if (octet == '\n' && !cr) {
                    lines.write('\r');
                }
                cr = octet == '\r';
                lines.write(octet);
            }
            return lines.toByteArray();
        }

        @Override
        public void take(byte[] piece) throws IOException {
            ByteArrayOutputStream lines = new ByteArrayOutputStream();
            for (byte octet : piece) {
                if (cr && octet != '\n') {
                    lines.write('\r');
                }
                cr = octet == '\r';
                if (!cr) {
                    lines.write(octet);
                }
            }
            received = true;
            file.take(lines.toByteArray());
        }

        @Override
        public void close() throws IOException {
            try (file) {
                if (received && cr) {
                    file.take(new byte[] {'\r'});
                }
            }
        }
    }

    /** A text that is sent once. */
    final class OfText implements Content {
        private byte[] text;

        OfText(byte[] text) {
            this.text = text;
        }

        @Override
        public byte[] next() {
            byte[] all = text;
            text = new byte[0];
            return all;
        }

        @Override
        public void close() {}
    }
}
