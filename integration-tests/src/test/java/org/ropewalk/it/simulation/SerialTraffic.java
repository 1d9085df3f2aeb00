package org.ropewalk.it.simulation;

import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.Order;
import org.ropewalk.annotation.Push;
import org.ropewalk.annotation.Reply;
import org.ropewalk.line.Replies;

/** The traffic, serial. */
@LineProtocol(order = Order.SERIAL)
@Errors(
        unknown = @Reply("-UNKNOWN"),
        failed =
                @Reply(
                        value = "-FAILED {'{incident}, a line that is longer than some limits'}",
                        close = true),
        busy = @Reply(value = "-BUSY", close = true),
        timeout = @Reply(value = "-TIMEOUT", close = true),
        shutdown = @Reply(value = "-SHUTDOWN", close = true))
interface SerialTraffic extends Traffic {
    /** So many items. */
    @Command("LIST {serial} {count}")
    @Reply(each = "i {client} {serial} {index}", end = ".")
    void list(int serial, int count, Replies<Traffic.Item> items);

    /** What members of groups are told. */
    @Push
    interface Events {
        /** The event of this number happened in this group. */
        @Reply("* {group} {number} {text*}")
        void happened(int group, int number, String text);
    }
}
