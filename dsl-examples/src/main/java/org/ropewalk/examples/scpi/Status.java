package org.ropewalk.examples.scpi;

import java.util.ArrayDeque;
import java.util.Deque;
import org.ropewalk.examples.scpi.Scpi.Fault;

/** The registers of IEEE 488.2, and the queue of errors of SCPI. */
final class Status {
    /** Bits of the events. */
    private static final int COMPLETE = 1;

    private static final int DEVICE_ERROR = 8;
    private static final int EXECUTION_ERROR = 16;
    private static final int COMMAND_ERROR = 32;
    private static final int POWER_ON = 128;

    /** Bits of the status byte. */
    private static final int ERRORS = 4;

    private static final int EVENTS = 32;
    private static final int SERVICE = 64;

    private static final int BYTE = 0xFF;
    private static final int MOST_ERRORS = 20;

    private final Deque<Fault> faults = new ArrayDeque<>();
    private int events = POWER_ON;
    private int eventMask;
    private int serviceMask;

    /** Clears the events and the errors. */
    void clear() {
        events = 0;
        faults.clear();
    }

    /** An operation is complete. */
    void complete() {
        events |= COMPLETE;
    }

    /** Keeps an error; if there are too many, the last one says so. */
    void add(int code, String text) {
        events |= bit(code);
        if (faults.size() == MOST_ERRORS) {
            faults.removeLast();
            faults.add(new Fault(-350, "Queue overflow"));
        } else {
            faults.add(new Fault(code, text));
        }
    }

    private static int bit(int code) {
        if (code > -200) {
            return COMMAND_ERROR;
        }
        return code > -300 ? EXECUTION_ERROR : DEVICE_ERROR;
    }

    /** The first error, which is removed. */
    Fault next() {
        return faults.isEmpty() ? new Fault(0, "No error") : faults.remove();
    }

    /** How many errors there are. */
    int errors() {
        return faults.size();
    }

    /** The events, which are removed. */
    int takeEvents() {
        int taken = events;
        events = 0;
        return taken;
    }

    int eventMask() {
        return eventMask;
    }

    void eventMask(int mask) {
        eventMask = mask;
    }

    int serviceMask() {
        return serviceMask;
    }

    /** The bit of the service request itself cannot be set. */
    void serviceMask(int mask) {
        serviceMask = mask & ~SERVICE;
    }

    /** Whether {@code mask} fits a register. */
    static boolean isMask(int mask) {
        return mask >= 0 && mask <= BYTE;
    }

    /** The status byte. */
    int status() {
        int status = (faults.isEmpty() ? 0 : ERRORS) | ((events & eventMask) == 0 ? 0 : EVENTS);
        return status | ((status & serviceMask) == 0 ? 0 : SERVICE);
    }
}
