package org.ropewalk.line;

/** Bytes that another object holds, compared with bytes that are held. */
abstract class ByteView {
    /** Whether this shows all of {@code bytes} and nothing else. */
    abstract boolean shows(byte[] bytes);
}
