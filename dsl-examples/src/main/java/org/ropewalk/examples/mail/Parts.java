package org.ropewalk.examples.mail;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import org.ropewalk.line.Bytes;

/**
 * A message that is sent in parts (RFC 3030). Its bytes count in the memory of the post office
 * until it is cleared. Belongs to its session.
 */
public final class Parts {
    private final PostOffice office;
    private final int most;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long reserved;
    private Optional<Refusal> refusal = Optional.empty();

    /** Why a message is refused. */
    public enum Refusal {
        /** It has more bytes than a message may have. */
        TOO_LARGE,
        /** There is no memory for it now. */
        NO_MEMORY
    }

    /** No parts; all together have at most {@code most} bytes. */
    public Parts(PostOffice office, int most) {
        this.office = office;
        this.most = most;
    }

    /** Adds a part, unless the message is refused: then all its parts are dropped. */
    public Optional<Refusal> add(Bytes part) {
        if (refusal.isEmpty()) {
            if (bytes.size() + part.length() > most) {
                refuse(Refusal.TOO_LARGE);
            } else if (!office.memory().reserve(part.length())) {
                refuse(Refusal.NO_MEMORY);
            } else {
                reserved += part.length();
                bytes.writeBytes(part.toByteArray());
            }
        }
        return refusal;
    }

    private void refuse(Refusal why) {
        clear();
        refusal = Optional.of(why);
    }

    /** All parts. */
    public Bytes all() {
        return Bytes.of(bytes.toByteArray());
    }

    /** The next message begins. */
    public void clear() {
        bytes.reset();
        office.memory().release(reserved);
        reserved = 0;
        refusal = Optional.empty();
    }
}
