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
                    Path entry = left.next();
                    lines.writeBytes(
                            listing.line(
                                    entry.getFileName(),
                                    Files.readAttributes(
                                            entry,
                                            BasicFileAttributes.class,
                                            LinkOption.NOFOLLOW_LINKS)));
                }
            } catch (DirectoryIteratorException e) {
                throw e.getCause();
            }
            return lines.toByteArray();
        }

        @Override
        public void close() throws IOException {
            entries.close();
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
