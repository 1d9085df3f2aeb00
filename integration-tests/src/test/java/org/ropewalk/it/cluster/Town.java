package org.ropewalk.it.cluster;

import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Limits;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.Push;
import org.ropewalk.annotation.Reply;

/** Rooms on all nodes. */
@LineProtocol
@Limits(pushed = 1_024)
interface Town {
    /** Enters a room. */
    @Command("ENTER {room}")
    @Reply("OK")
    void enter(int room);

    /** What happens. */
    @Push
    interface Events {
        /** One of the speakers of a room speaks. */
        @Reply("* {room} {speaker} {number}")
        void text(int room, int speaker, long number);
    }
}
