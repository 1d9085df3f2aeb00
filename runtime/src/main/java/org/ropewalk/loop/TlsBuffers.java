package org.ropewalk.loop;

import java.nio.ByteBuffer;
import org.ropewalk.reactor.Transport;

/** The arrays that all TLS connections of a loop use, one after the other. */
final class TlsBuffers {
    /** Room for the largest record, with what JSSE may ask for beyond it. */
    private static final int RECORD_BYTES = 64 * 1024;

    private final ByteBuffer record = ByteBuffer.allocate(RECORD_BYTES);
    private final ByteBuffer plain = ByteBuffer.allocate(Transport.CHUNK_BYTES + RECORD_BYTES);
    private ByteBuffer records = ByteBuffer.allocate(Transport.CHUNK_BYTES + RECORD_BYTES);

    /** An empty buffer for so many bytes that have arrived. */
    ByteBuffer records(int bytes) {
        if (records.capacity() < bytes) {
            records = ByteBuffer.allocate(2 * bytes);
        }
        return records.clear();
    }

    /** An empty buffer for plain text that has arrived. */
    ByteBuffer plain() {
        return plain.clear();
    }

    /** An empty buffer for one record that goes. */
    ByteBuffer record() {
        return record.clear();
    }
}
