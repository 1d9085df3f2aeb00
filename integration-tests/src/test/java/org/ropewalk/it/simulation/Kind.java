package org.ropewalk.it.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.ropewalk.line.Replies;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.server.CommandFactory;
import org.ropewalk.server.Group;
import org.ropewalk.server.Peer;

/** The same traffic in both orders of replies. */
enum Kind {
    SERIAL {
        @Override
        CommandFactory<?> factory(Scenario scenario) {
            return new SerialTrafficFactory(
                    peer -> scenario.made(new SerialHandler(scenario, peer)));
        }

        @Override
        void push(Group members, int group, int number, String text) {
            SerialTrafficPushes.to(members).happened(group, number, text);
        }

        @Override
        CompletableFuture<Calls> open(Reactor reactor, String endpoint) {
            return SerialTrafficClient.open(reactor, endpoint, (group, number, text) -> {})
                    .thenApply(Calls.Serial::new);
        }
    },
    PIPELINED {
        @Override
        CommandFactory<?> factory(Scenario scenario) {
            return new PipelinedTrafficFactory(
                    peer -> scenario.made(new PipelinedHandler(scenario, peer)));
        }

        @Override
        void push(Group members, int group, int number, String text) {
            PipelinedTrafficPushes.to(members).happened(group, number, text);
        }

        @Override
        CompletableFuture<Calls> open(Reactor reactor, String endpoint) {
            return PipelinedTrafficClient.open(reactor, endpoint, (group, number, text) -> {})
                    .thenApply(Calls.Pipelined::new);
        }
    };

    abstract CommandFactory<?> factory(Scenario scenario);

    abstract void push(Group members, int group, int number, String text);

    abstract CompletableFuture<Calls> open(Reactor reactor, String endpoint);

    /** Its lists are written as they are made. */
    private static final class SerialHandler extends Handler implements SerialTraffic {
        SerialHandler(Scenario scenario, Peer peer) {
            super(scenario, peer);
        }

        @Override
        public void list(int serial, int count, Replies<Item> items) {
            for (int i = 0; i < count; i++) {
                items.send(item(serial, i));
            }
            keep(items);
        }
    }

    /** Its lists are made whole. */
    private static final class PipelinedHandler extends Handler implements PipelinedTraffic {
        PipelinedHandler(Scenario scenario, Peer peer) {
            super(scenario, peer);
        }

        @Override
        public List<Item> list(int serial, int count) {
            List<Item> items = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                items.add(item(serial, i));
            }
            return items;
        }
    }
}
