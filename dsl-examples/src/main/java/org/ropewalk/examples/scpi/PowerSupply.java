package org.ropewalk.examples.scpi;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.ropewalk.examples.scpi.value.Bound;
import org.ropewalk.examples.scpi.value.Level;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.ErrorKind;

/**
 * A power supply of 30 V and 3 A with a load of 10 ohm, which all connections share. The status and
 * the errors belong to the instrument, too: a second connection may ask what went wrong on a first.
 */
public final class PowerSupply implements Scpi {
    private static final double LOAD_OHM = 10;
    private static final int MOST_TRACES = 10;

    private final Status status = new Status();
    private final Source voltage = new Source("V", 30, 0);
    private final Source current = new Source("A", 3, 1);
    private final Map<String, Bytes> traces = new HashMap<>();
    private boolean on;
    private String text = "";

    /** A supply that was turned on. */
    public PowerSupply() {}

    // ---- IEEE 488.2

    @Override
    public Identity identity() {
        return new Identity("Ropewalk", "PS30", "1", "1.0");
    }

    @Override
    public synchronized void reset() {
        voltage.reset();
        current.reset();
        on = false;
        text = "";
    }

    @Override
    public int selfTest() {
        return 0;
    }

    @Override
    public synchronized void clearStatus() {
        status.clear();
    }

    @Override
    public synchronized void operationComplete() {
        status.complete();
    }

    @Override
    public int isComplete() {
        return 1;
    }

    @Override
    public void await() {}

    @Override
    public synchronized void eventMask(int mask) {
        if (isMask(mask)) {
            status.eventMask(mask);
        }
    }

    @Override
    public synchronized int eventMask() {
        return status.eventMask();
    }

    @Override
    public synchronized int events() {
        return status.takeEvents();
    }

    @Override
    public synchronized void serviceMask(int mask) {
        if (isMask(mask)) {
            status.serviceMask(mask);
        }
    }

    @Override
    public synchronized int serviceMask() {
        return status.serviceMask();
    }

    @Override
    public synchronized int status() {
        return status.status();
    }

    private boolean isMask(int mask) {
        if (!Status.isMask(mask)) {
            status.add(-222, "Data out of range");
        }
        return Status.isMask(mask);
    }

    // ---- the system

    @Override
    public synchronized Fault nextError() {
        return status.next();
    }

    @Override
    public synchronized int errorCount() {
        return status.errors();
    }

    @Override
    public void version() {}

    @Override
    public synchronized void wrong(ErrorKind kind, String line) {
        switch (kind) {
            case UNKNOWN -> status.add(-113, "Undefined header");
            case USAGE -> {
                boolean any = line.strip().contains(" ");
                status.add(any ? -108 : -109, any ? "Parameter not allowed" : "Missing parameter");
            }
            case MALFORMED -> status.add(-104, "Data type error");
            case TOO_LONG, TOO_BIG -> status.add(-223, "Too much data");
            default -> status.add(-100, "Command error");
        }
    }

    // ---- the source

    @Override
    public synchronized void voltage(Level level) {
        voltage.set(level, status);
    }

    @Override
    public synchronized double voltage(Optional<Bound> bound) {
        return bound.map(voltage::value).orElse(voltage.level());
    }

    @Override
    public synchronized void current(Level level) {
        current.set(level, status);
    }

    @Override
    public synchronized double current(Optional<Bound> bound) {
        return bound.map(current::value).orElse(current.level());
    }

    @Override
    public synchronized void output(Switch now) {
        on = now == Switch.ON;
    }

    @Override
    public synchronized int output() {
        return on ? 1 : 0;
    }

    @Override
    public synchronized double measureVoltage() {
        return on ? Math.min(voltage.level(), current.level() * LOAD_OHM) : 0;
    }

    @Override
    public synchronized double measureCurrent() {
        return measureVoltage() / LOAD_OHM;
    }

    // ---- what is kept

    @Override
    public synchronized void display(String shown) {
        text = shown;
    }

    @Override
    public synchronized String display() {
        return text;
    }

    @Override
    public synchronized void trace(String name, Bytes data) {
        if (traces.size() == MOST_TRACES && !traces.containsKey(name)) {
            status.add(-225, "Out of memory");
        } else {
            traces.put(name, data);
        }
    }

    @Override
    public synchronized Bytes trace(String name) {
        Bytes data = traces.get(name);
        if (data == null) {
            status.add(-224, "Illegal parameter value");
        }
        return data == null ? Bytes.empty() : data;
    }

    /** A level that can be set. */
    private static final class Source {
        private final String unit;
        private final double most;
        private final double standard;
        private double level;

        Source(String unit, double most, double standard) {
            this.unit = unit;
            this.most = most;
            this.standard = standard;
            this.level = standard;
        }

        void reset() {
            level = standard;
        }

        double level() {
            return level;
        }

        double value(Bound bound) {
            return switch (bound) {
                case MIN -> 0;
                case MAX -> most;
                case DEF -> standard;
            };
        }

        void set(Level now, Status status) {
            double value = now.bound() == null ? now.value() : value(now.bound());
            if (!now.unit().isEmpty() && !now.unit().equals(unit)) {
                status.add(-131, "Invalid suffix");
            } else if (value < 0 || value > most) {
                status.add(-222, "Data out of range");
            } else {
                level = value;
            }
        }
    }
}
