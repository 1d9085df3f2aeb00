package org.ropewalk.examples.scpi;

import org.ropewalk.examples.Example;

/** SCPI, as an example. */
public final class ScpiExample {
    private ScpiExample() {}

    /** How it is started. */
    public static Example example() {
        return new Example(
                "scpi",
                5025,
                "SCPI: a power supply that is simulated",
                "try: lxi scpi -r -a HOST -p PORT '*IDN?'",
                (reactor, directory) -> factory());
    }

    /** A factory for connections to one supply. */
    public static ScpiFactory factory() {
        PowerSupply supply = new PowerSupply();
        return new ScpiFactory(peer -> supply);
    }
}
