package org.ropewalk.it.simulation;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.ropewalk.client.Connection;
import org.ropewalk.line.Bytes;

/** The calls that the simulation makes with a generated client of either order. */
interface Calls {
    CompletableFuture<Integer> hi(int client);

    CompletableFuture<Traffic.Value> get(int serial, int bytes);

    CompletableFuture<Traffic.Stored> put(int serial, Bytes data);

    CompletableFuture<List<Traffic.Item>> list(int serial, int count);

    CompletableFuture<List<String>> text(int serial, int count);

    CompletableFuture<Traffic.Value> later(int serial, int bytes, int milliseconds);

    CompletableFuture<Void> refuse(int serial, int milliseconds);

    /** Waits for the reply, which is refused on a loop's thread. */
    int hiAndWait(int client);

    /** Ends the connection. */
    void close();

    /** Those of a server that is serial. */
    record Serial(Connection<SerialTrafficClient> connection) implements Calls {
        private SerialTrafficClient commands() {
            return connection.commands();
        }

        @Override
        public CompletableFuture<Integer> hi(int client) {
            return commands().hi(client);
        }

        @Override
        public CompletableFuture<Traffic.Value> get(int serial, int bytes) {
            return commands().get(serial, bytes);
        }

        @Override
        public CompletableFuture<Traffic.Stored> put(int serial, Bytes data) {
            return commands().put(serial, data);
        }

        @Override
        public CompletableFuture<List<Traffic.Item>> list(int serial, int count) {
            return commands().list(serial, count);
        }

        @Override
        public CompletableFuture<List<String>> text(int serial, int count) {
            return commands().text(serial, count);
        }

        @Override
        public CompletableFuture<Traffic.Value> later(int serial, int bytes, int milliseconds) {
            return commands().later(serial, bytes, milliseconds);
        }

        @Override
        public CompletableFuture<Void> refuse(int serial, int milliseconds) {
            return commands().refuse(serial, milliseconds);
        }

        @Override
        public int hiAndWait(int client) {
            SerialTraffic view = connection.blocking();
            return view.hi(client);
        }

        @Override
        public void close() {
            connection.close();
        }
    }

    /** Those of a server that is pipelined. */
    record Pipelined(Connection<PipelinedTrafficClient> connection) implements Calls {
        private PipelinedTrafficClient commands() {
            return connection.commands();
        }

        @Override
        public CompletableFuture<Integer> hi(int client) {
            return commands().hi(client);
        }

        @Override
        public CompletableFuture<Traffic.Value> get(int serial, int bytes) {
            return commands().get(serial, bytes);
        }

        @Override
        public CompletableFuture<Traffic.Stored> put(int serial, Bytes data) {
            return commands().put(serial, data);
        }

        @Override
        public CompletableFuture<List<Traffic.Item>> list(int serial, int count) {
            return commands().list(serial, count);
        }

        @Override
        public CompletableFuture<List<String>> text(int serial, int count) {
            return commands().text(serial, count);
        }

        @Override
        public CompletableFuture<Traffic.Value> later(int serial, int bytes, int milliseconds) {
            return commands().later(serial, bytes, milliseconds);
        }

        @Override
        public CompletableFuture<Void> refuse(int serial, int milliseconds) {
            return commands().refuse(serial, milliseconds);
        }

        @Override
        public int hiAndWait(int client) {
            PipelinedTraffic view = connection.blocking();
            return view.hi(client);
        }

        @Override
        public void close() {
            connection.close();
        }
    }
}
