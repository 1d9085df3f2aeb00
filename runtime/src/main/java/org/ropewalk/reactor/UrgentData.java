package org.ropewalk.reactor;

import java.net.SocketOption;

/**
 * What TCP calls urgent: Telnet and FTP clients send the last byte of an interruption so. By
 * default such bytes are dropped.
 */
public final class UrgentData {
    /**
     * Whether urgent bytes are received in their places, as others are; a simulated network has
     * none.
     */
    public static final SocketOption<Boolean> INLINE =
            new SocketOption<>() {
                @Override
                public String name() {
                    return "SO_OOBINLINE";
                }

                @Override
                public Class<Boolean> type() {
                    return Boolean.class;
                }

                @Override
                public String toString() {
                    return name();
                }
            };

    private UrgentData() {}
}
