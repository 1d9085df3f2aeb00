package org.ropewalk.it.beanstalkd;

import static org.assertj.core.api.Assertions.assertThat;

import com.surftools.BeanstalkClient.Client;
import com.surftools.BeanstalkClient.Job;
import com.surftools.BeanstalkClientImpl.ClientImpl;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ropewalk.client.Connection;
import org.ropewalk.examples.beanstalkd.Beanstalkd;
import org.ropewalk.examples.beanstalkd.BeanstalkdClient;
import org.ropewalk.examples.beanstalkd.BeanstalkdExample;
import org.ropewalk.examples.beanstalkd.BeanstalkdFactory;
import org.ropewalk.examples.beanstalkd.Store;
import org.ropewalk.it.real.RealProcess;
import org.ropewalk.it.real.RealReactors;
import org.ropewalk.it.real.Script;
import org.ropewalk.it.real.Served;
import org.ropewalk.line.Bytes;
import org.ropewalk.reactor.Reactor;

/** The server that the declaration of beanstalkd became, and its client. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BeanstalkdTest {
    private static Served serve() {
        return new Served(reactor -> BeanstalkdExample.factory(new Store(reactor)));
    }

    // ---- a client that others wrote

    @Test
    void the_java_client_works_through_a_job() {
        try (Served served = serve()) {
            Client client = new ClientImpl("127.0.0.1", served.port());
            client.useTube("orders");
            long id = client.put(5, 0, 60, "hello, world".getBytes());
            assertThat(client.watch("orders")).isEqualTo(2);
            assertThat(client.ignore("default")).isEqualTo(1);
            Job job = client.reserve(1);
            assertThat(job.getJobId()).isEqualTo(id);
            assertThat(new String(job.getData())).isEqualTo("hello, world");
            assertThat(client.bury(id, 3)).isTrue();
            assertThat(client.peekBuried().getJobId()).isEqualTo(id);
            assertThat(client.kick(10)).isEqualTo(1);
            assertThat(client.statsJob(id)).containsEntry("state", "ready");
            assertThat(client.reserve(0).getJobId()).isEqualTo(id);
            assertThat(client.release(id, 1, 0)).isTrue();
            assertThat(client.delete(id)).isTrue();
            assertThat(client.reserve(0)).isNull();
            assertThat(client.listTubes()).contains("default", "orders");
            assertThat(client.listTubeUsed()).isEqualTo("orders");
            assertThat(client.stats()).containsKey("cmd-put");
            client.close();
        }
    }

    // ---- the transcripts of the real server

    private static String answer(String input) {
        return Script.answer(
                () -> new BeanstalkdFactory(peer -> handler()),
                input,
                text -> text.replaceAll("age: \\d+", "age: N"));
    }

    private static Beanstalkd handler() {
        return BeanstalkdExample.worker(new Store(RealReactors.create()));
    }

    @Test
    void errors_are_answered_as_the_real_server_answers_them() {
        assertThat(
                        answer(
                                "bogus\r\nkick\r\ndelete x\r\ndelete 99\r\nuse -bad\r\n\r\nPUT 0 0 1 1\r\nx\r\n"))
                .isEqualTo(
                        "UNKNOWN_COMMAND\r\nBAD_FORMAT\r\nBAD_FORMAT\r\nNOT_FOUND\r\nBAD_FORMAT\r\n"
                                + "UNKNOWN_COMMAND\r\nUNKNOWN_COMMAND\r\nUNKNOWN_COMMAND\r\n");
    }

    @Test
    void a_payload_that_does_not_end_where_it_should_is_refused() {
        assertThat(answer("put 0 0 10 3\r\nabcXX")).isEqualTo("EXPECTED_CRLF\r\n");
    }

    @Test
    void a_job_too_big_and_a_line_too_long_are_skipped() {
        String tube = "a".repeat(200);
        assertThat(
                        Script.answer(
                                () -> limited(new BeanstalkdFactory(peer -> handler())),
                                "put 0 0 10 20\r\n"
                                        + "x".repeat(20)
                                        + "\r\nlist-tube-used\r\nuse "
                                        + tube
                                        + "\r\nuse a"
                                        + tube
                                        + "\r\n"
                                        + "x".repeat(230)
                                        + "\r\nlist-tube-used\r\n"))
                .isEqualTo(
                        "JOB_TOO_BIG\r\nUSING default\r\nUSING "
                                + tube
                                + "\r\nBAD_FORMAT\r\nBAD_FORMAT\r\nUSING "
                                + tube
                                + "\r\n");
    }

    private static BeanstalkdFactory limited(BeanstalkdFactory factory) {
        factory.limits(limits -> limits.withPayload(16));
        return factory;
    }

    @Test
    void jobs_are_put_watched_reserved_and_shown() {
        assertThat(
                        answer(
                                "put 10 0 60 5\r\nhello\r\nuse t1\r\nput 0 0 10 3\r\nabc\r\nwatch t1\r\nreserve\r\n"
                                        + "delete 2\r\nreserve-with-timeout 0\r\nrelease 1 5 0\r\nreserve-with-timeout 0\r\n"
                                        + "touch 1\r\nbury 1 5\r\nkick-job 1\r\npeek 1\r\nignore default\r\nignore t1\r\n"
                                        + "list-tubes-watched\r\npause-tube nosuch 1\r\nquit\r\n"))
                .isEqualTo(
                        "INSERTED 1\r\nUSING t1\r\nINSERTED 2\r\nWATCHING 2\r\nRESERVED 2 3\r\nabc\r\n"
                                + "DELETED\r\nRESERVED 1 5\r\nhello\r\nRELEASED\r\nRESERVED 1 5\r\nhello\r\n"
                                + "TOUCHED\r\nBURIED\r\nKICKED\r\nFOUND 1 5\r\nhello\r\nWATCHING 1\r\nNOT_IGNORED\r\n"
                                + "OK 9\r\n---\n- t1\n\r\nNOT_FOUND\r\n");
    }

    // ---- the generated client

    private static void work(Reactor reactor, String endpoint) throws Exception {
        try (Connection<BeanstalkdClient> producing =
                        BeanstalkdClient.open(reactor, endpoint).get(20, TimeUnit.SECONDS);
                Connection<BeanstalkdClient> working =
                        BeanstalkdClient.open(reactor, endpoint).get(20, TimeUnit.SECONDS)) {
            Beanstalkd producer = producing.blocking();
            Beanstalkd worker = working.blocking();
            Beanstalkd.Tube tube = new Beanstalkd.Tube("letters");
            assertThat(producer.use(tube)).isEqualTo(tube);
            assertThat(worker.watch(tube)).isEqualTo(2);
            CompletableFuture<Beanstalkd.Reservation> wish = working.commands().reserve(20);
            Beanstalkd.Put put = producer.put(1, 0, 60, Bytes.of("to Ann"));
            assertThat(put).isInstanceOf(Beanstalkd.Put.Inserted.class);
            long id = ((Beanstalkd.Put.Inserted) put).id();
            assertThat(wish.get(20, TimeUnit.SECONDS))
                    .isEqualTo(new Beanstalkd.Reserved(id, Bytes.of("to Ann")));
            worker.bury(id, 2);
            assertThat(producer.peekBuried())
                    .isEqualTo(new Beanstalkd.Found(id, Bytes.of("to Ann")));
            assertThat(producer.kick(5)).isEqualTo(1);
            worker.delete(id);
            assertThat(worker.reserve(0).toCompletableFuture().get(20, TimeUnit.SECONDS))
                    .isInstanceOf(Beanstalkd.TimedOut.class);
            assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> worker.delete(id)))
                    .isInstanceOf(Beanstalkd.NotFound.class);
            assertThat(producer.stats().text().toString()).contains("cmd-put: ");
            assertThat(producer.listTubes().text().toString()).contains("- letters");
        }
    }

    @Test
    void the_generated_client_works_with_the_generated_server() throws Exception {
        try (Served served = serve()) {
            work(served.reactor(), served.endpoint());
        }
    }

    @Test
    void the_generated_client_works_with_the_real_server() throws Exception {
        try (RealProcess real =
                        RealProcess.start(
                                "beanstalkd",
                                port -> List.of("-l", "127.0.0.1", "-p", String.valueOf(port)));
                Reactor reactor = RealReactors.create()) {
            reactor.start();
            work(reactor, real.endpoint());
        }
    }

    @Test
    void a_worker_that_vanishes_gives_its_job_back() throws Exception {
        try (Served served = serve()) {
            Connection<BeanstalkdClient> first =
                    BeanstalkdClient.open(served.reactor(), served.endpoint()).join();
            Connection<BeanstalkdClient> second =
                    BeanstalkdClient.open(served.reactor(), served.endpoint()).join();
            first.commands().put(0, 0, 60, Bytes.of("job")).join();
            first.commands().reserve().join();
            CompletableFuture<Beanstalkd.Reservation> wish = second.commands().reserve(20);

            first.close();

            assertThat(wish.get(20, TimeUnit.SECONDS)).isInstanceOf(Beanstalkd.Reserved.class);
        }
    }
}
