/*
 * loadgen - closed-loop load generator for line protocols. One thread, epoll, pre-built requests.
 *
 * Every request in the table has a fully determined reply, so each received byte is compared with
 * the expected one: a wrong, missing or extra byte ends the run with a non-zero status.
 * A connection sends a batch of P requests in one write, waits for all P replies, then sends the
 * next batch. Latency is the time from that write until the last byte of the batch's replies.
 *
 *   loadgen run   -p PORT -w kv|ping|echo|commands -c CONNS -P PIPELINE -t SECS [-W WARM] [-n MAXREQ] [-s PID]
 *   loadgen storm -p PORT -c SLOTS -n CONNECTIONS -t SECS [-s PID]      connect, one request, close
 *   loadgen idle  -p PORT -i IDLE [-1]    open IDLE connections (-1: one request on each), print
 *                                         "open", hold until stdin closes or says a line
 * Other flags: -k keys  -v value bytes  -S busy-poll  -q REQ -r REPLY the ping request and reply
 *              -L preload the keys first (kv)   -m N of the workload "commands": COMMAND0 .. COMMAND<N-1>
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#ifndef IP_BIND_ADDRESS_NO_PORT
#define IP_BIND_ADDRESS_NO_PORT 24
#endif

static int port, conns = 50, pipeline = 1, keys = 10000, vlen = 32, spin, idle, idle_ping, preload, server_pid, commands = 5;
static double secs = 3, warm = 0;
static uint64_t max_req = 1000000000ull;
static const char *workload = "ping", *ping_req = "PING", *ping_rep = "PONG";

/* Large values make a smaller table: no more than TABLE_BYTES of requests. */
#define MAX_TABLE 16384
#define TABLE_BYTES (256u << 20)
#define MAX_VALUE (1 << 20)
static int table_size;
static char *req_buf, *rep_buf, value[MAX_VALUE + 1];
static uint32_t req_off[MAX_TABLE + 1], rep_off[MAX_TABLE + 1];

struct conn { int fd; uint32_t first, pos, end; uint64_t t0; };

static void die(const char *what) { fprintf(stderr, "loadgen: %s: %s\n", what, strerror(errno)); exit(2); }
static void bad(const char *what) { fprintf(stderr, "loadgen: wrong reply: %s\n", what); exit(3); }
static uint64_t now_ns(void) { struct timespec t; clock_gettime(CLOCK_MONOTONIC, &t); return t.tv_sec * 1000000000ull + t.tv_nsec; }

/* --- latency histogram: 64 sub-buckets per power of two, so at most 1.6 % error --- */
static uint64_t hist[64 * 64], hist_n, hist_max;
static int bucket(uint64_t v) { if (v < 64) return (int)v; int e = 63 - __builtin_clzll(v) - 6; return (e + 1) * 64 + (int)((v >> e) & 63); }
static double bucket_value(int b) { if (b < 64) return b; int e = b / 64 - 1; return (double)((64ull + (b & 63)) << e) + (double)(1ull << e) / 2; }
static void record(uint64_t ns) { hist[bucket(ns)]++; hist_n++; if (ns > hist_max) hist_max = ns; }
static double percentile(double p) {
    uint64_t want = (uint64_t)(p * hist_n), seen = 0;
    for (int b = 0; b < 64 * 64; b++) if ((seen += hist[b]) > want) return bucket_value(b) / 1000;
    return hist_max / 1000.0;
}

/* --- CPU accounting --- */
struct cpu { double user, sys, self; uint64_t busy[2], steal; };
static struct cpu sample_cpu(void) {
    struct cpu c = {0};
    struct rusage u; getrusage(RUSAGE_SELF, &u);
    c.self = u.ru_utime.tv_sec + u.ru_stime.tv_sec + (u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e6;
    char path[64], line[2048];
    if (server_pid) {
        snprintf(path, sizeof path, "/proc/%d/stat", server_pid);
        FILE *f = fopen(path, "r");
        if (f) {
            if (fgets(line, sizeof line, f)) {
                char *p = strrchr(line, ')'); unsigned long ut = 0, st = 0;
                if (p && sscanf(p + 2, "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &ut, &st) == 2) {
                    double hz = sysconf(_SC_CLK_TCK); c.user = ut / hz; c.sys = st / hz;
                }
            }
            fclose(f);
        }
    }
    FILE *f = fopen("/proc/stat", "r");
    while (f && fgets(line, sizeof line, f)) {
        unsigned long us, ni, sy, id, io, irq, sirq, st; int n;
        if (sscanf(line, "cpu%d %lu %lu %lu %lu %lu %lu %lu %lu", &n, &us, &ni, &sy, &id, &io, &irq, &sirq, &st) == 9 && n < 2) {
            c.busy[n] = us + ni + sy + irq + sirq; c.steal += st;
        }
    }
    if (f) fclose(f);
    return c;
}

/* --- request table --- */
static void value_of(int key, char *v) { for (int i = 0; i < vlen; i++) v[i] = 'a' + (key * 7 + i * 3) % 26; }
static void build_table(void) {
    table_size = TABLE_BYTES / (vlen + 128) < MAX_TABLE ? (int)(TABLE_BYTES / (vlen + 128)) : MAX_TABLE;
    size_t cap = (size_t)table_size * (vlen + 128);
    char *q = req_buf = malloc(cap), *r = rep_buf = malloc(cap), *v = value;
    if (!q || !r) die("malloc");
    uint64_t rng = 88172645463325252ull;
    for (int i = 0; i < table_size; i++) {
        req_off[i] = q - req_buf; rep_off[i] = r - rep_buf;
        rng ^= rng << 13; rng ^= rng >> 7; rng ^= rng << 17;
        if (!strcmp(workload, "kv")) {
            int key = (rng >> 8) % keys; value_of(key, v);
            if ((rng >> 40) % 10 == 0) {
                q += sprintf(q, "set key:%06d 0 0 %d\r\n%.*s\r\n", key, vlen, vlen, v);
                r += sprintf(r, "STORED\r\n");
            } else {
                q += sprintf(q, "get key:%06d\r\n", key);
                r += sprintf(r, "VALUE key:%06d 0 %d\r\n%.*s\r\nEND\r\n", key, vlen, vlen, v);
            }
        } else if (!strcmp(workload, "commands")) {
            int command = (rng >> 8) % commands;
            q += sprintf(q, "COMMAND%d\r\n", command); r += sprintf(r, "OK%d\r\n", command);
        } else if (!strcmp(workload, "echo")) {
            value_of(rng % keys, v);
            q += sprintf(q, "ECHO %.*s\r\n", vlen, v); r += sprintf(r, "%.*s\r\n", vlen, v);
        } else {
            q += sprintf(q, "%s\r\n", ping_req); r += sprintf(r, "%s\r\n", ping_rep);
        }
    }
    req_off[table_size] = q - req_buf; rep_off[table_size] = r - rep_buf;
}

/* --- sockets --- */
static int dial(int n, int blocking) {
    int fd = socket(AF_INET, SOCK_STREAM | (blocking ? 0 : SOCK_NONBLOCK), 0), one = 1;
    if (fd < 0) die("socket");
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    setsockopt(fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &one, sizeof one);
    struct sockaddr_in a = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(0x7f000002 + n % 16)};
    if (bind(fd, (struct sockaddr *)&a, sizeof a)) die("bind");       /* 16 source addresses: no port shortage */
    a.sin_addr.s_addr = htonl(INADDR_LOOPBACK); a.sin_port = htons(port);
    if (connect(fd, (struct sockaddr *)&a, sizeof a) && errno != EINPROGRESS) die("connect");
    return fd;
}
static void set_nonblocking(int fd) { fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK); }
static void send_all(int fd, const char *p, size_t n) {
    while (n) {
        ssize_t k = send(fd, p, n, MSG_NOSIGNAL);
        if (k < 0 && errno == EAGAIN) { struct pollfd w = {fd, POLLOUT, 0}; poll(&w, 1, 1000); continue; }
        if (k < 0) die("send");
        p += k; n -= k;
    }
}
static void exchange(int fd, const char *q, size_t qn, const char *r, size_t rn) {   /* blocking, checked */
    char in[65536]; size_t got = 0;
    send_all(fd, q, qn);
    while (got < rn) {
        ssize_t k = recv(fd, in, sizeof in, 0);
        if (k <= 0) die("recv");
        if (got + k > rn || memcmp(in, r + got, k)) bad("single exchange");
        got += k;
    }
}
static void preload_keys(void) {
    int fd = dial(0, 1); char *v = value, *buf = malloc((size_t)vlen + 256);
    for (int k = 0; k < keys; k++) {
        value_of(k, v);
        int n = sprintf(buf, "set key:%06d 0 0 %d\r\n%.*s\r\n", k, vlen, vlen, v);
        exchange(fd, buf, n, "STORED\r\n", 8);
    }
    close(fd); free(buf);
}

static void send_batch(struct conn *c) {
    c->pos = rep_off[c->first]; c->end = rep_off[c->first + pipeline];
    c->t0 = now_ns();
    send_all(c->fd, req_buf + req_off[c->first], req_off[c->first + pipeline] - req_off[c->first]);
}

static int run(void) {
    static char in[262144];
    if (preload) preload_keys();
    build_table();
    int ep = epoll_create1(0);
    struct conn *cs = calloc(conns, sizeof *cs);
    int table = table_size - table_size % pipeline;
    for (int i = 0; i < conns; i++) {
        cs[i].fd = dial(i, 1); set_nonblocking(cs[i].fd);
        cs[i].first = (uint32_t)(((uint64_t)i * 7919 * pipeline) % table);
        struct epoll_event e = {EPOLLIN, {.ptr = &cs[i]}};
        if (epoll_ctl(ep, EPOLL_CTL_ADD, cs[i].fd, &e)) die("epoll_ctl");
    }
    for (int i = 0; i < conns; i++) send_batch(&cs[i]);
    uint64_t start = now_ns(), measure_from = start + (uint64_t)(warm * 1e9), stop = measure_from + (uint64_t)(secs * 1e9), last = start;
    uint64_t done = 0, every = 0; int measuring = 0; struct cpu c0 = {0};
    struct epoll_event evs[1024];
    for (;;) {
        int n = epoll_wait(ep, evs, 1024, spin ? 0 : 2000);
        if (n == 0 && !spin) { fprintf(stderr, "loadgen: no reply for 2 s\n"); return 4; }
        if (n < 0) { if (errno == EINTR) continue; die("epoll_wait"); }
        uint64_t t = now_ns();
        if (n > 0) last = t; else if (t - last > 2000000000ull) { fprintf(stderr, "loadgen: no reply for 2 s\n"); return 4; }
        if (!measuring && t >= measure_from) { measuring = 1; measure_from = t; stop = t + (uint64_t)(secs * 1e9); done = 0; c0 = sample_cpu(); }
        if (measuring && (t >= stop || done >= max_req)) { stop = t; break; }
        for (int i = 0; i < n; i++) {
            struct conn *c = evs[i].data.ptr;
            ssize_t k = recv(c->fd, in, sizeof in, 0);
            if (k < 0 && errno == EAGAIN) continue;
            if (k <= 0) { fprintf(stderr, "loadgen: connection closed by the server\n"); return 4; }
            if (c->pos + k > c->end) bad("too many bytes");
            if (memcmp(in, rep_buf + c->pos, k)) bad("different bytes");
            c->pos += k;
            if (c->pos == c->end) {
                every += pipeline;
                if (measuring) { record(now_ns() - c->t0); done += pipeline; }
                c->first += pipeline; if (c->first >= (uint32_t)table) c->first = 0;
                send_batch(c);
            }
        }
    }
    struct cpu c1 = sample_cpu();
    double el = (stop - measure_from) / 1e9, hz = sysconf(_SC_CLK_TCK), su = c1.user - c0.user, ss = c1.sys - c0.sys;
    printf("{\"requests\":%llu,\"all_requests\":%llu,\"secs\":%.3f,\"rps\":%.0f,\"p50_us\":%.1f,\"p99_us\":%.1f,\"p999_us\":%.1f,\"max_us\":%.1f,"
           "\"srv_cpu_us\":%.4f,\"srv_user_us\":%.4f,\"srv_sys_us\":%.4f,\"srv_util\":%.3f,\"cli_util\":%.3f,\"foreign0\":%.3f,\"foreign1\":%.3f,\"steal\":%.3f}\n",
           (unsigned long long)done, (unsigned long long)every, el, done / el, percentile(.5), percentile(.99), percentile(.999), hist_max / 1000.0,
           (su + ss) * 1e6 / done, su * 1e6 / done, ss * 1e6 / done, (su + ss) / el, (c1.self - c0.self) / el,
           server_pid ? ((c1.busy[0] - c0.busy[0]) / hz - su - ss) / el : 0, ((c1.busy[1] - c0.busy[1]) / hz - (c1.self - c0.self)) / el, (c1.steal - c0.steal) / hz / el);
    return 0;
}

static int storm(void) {
    build_table();
    int ep = epoll_create1(0); uint64_t opened = 0, done = 0; char in[4096];
    struct conn *cs = calloc(conns, sizeof *cs);
    uint64_t start = now_ns(), stop = start + (uint64_t)(secs * 1e9);
    struct cpu c0 = sample_cpu(); struct epoll_event evs[256];
    for (int i = 0; i < conns; i++) {
        cs[i].t0 = now_ns(); cs[i].fd = dial((int)opened++, 0);
        struct epoll_event e = {EPOLLOUT, {.ptr = &cs[i]}}; epoll_ctl(ep, EPOLL_CTL_ADD, cs[i].fd, &e);
    }
    while (done < max_req) {
        int n = epoll_wait(ep, evs, 256, 2000);
        if (n == 0) { fprintf(stderr, "loadgen: no event for 2 s\n"); return 4; }
        for (int i = 0; i < n; i++) {
            struct conn *c = evs[i].data.ptr;
            if (evs[i].events & EPOLLOUT) {
                c->pos = 0; send_all(c->fd, req_buf, req_off[1]);
                struct epoll_event e = {EPOLLIN, {.ptr = c}}; epoll_ctl(ep, EPOLL_CTL_MOD, c->fd, &e);
            } else {
                ssize_t k = recv(c->fd, in, sizeof in, 0);
                if (k < 0 && errno == EAGAIN) continue;
                if (k <= 0) die("storm recv");
                if (c->pos + k > rep_off[1] || memcmp(in, rep_buf + c->pos, k)) bad("storm");
                if ((c->pos += k) < rep_off[1]) continue;
                close(c->fd); record(now_ns() - c->t0); done++;
                c->t0 = now_ns(); c->fd = dial((int)opened++, 0);
                struct epoll_event e = {EPOLLOUT, {.ptr = c}}; epoll_ctl(ep, EPOLL_CTL_ADD, c->fd, &e);
            }
        }
        if (now_ns() > stop) break;
    }
    double el = (now_ns() - start) / 1e9;
    usleep(200000);                                        /* let the server see the last closes */
    struct cpu c1 = sample_cpu();
    printf("{\"requests\":%llu,\"secs\":%.3f,\"rps\":%.0f,\"p50_us\":%.1f,\"p99_us\":%.1f,\"p999_us\":%.1f,\"max_us\":%.1f,\"srv_cpu_us\":%.3f,\"cli_util\":%.3f}\n",
           (unsigned long long)done, el, done / el, percentile(.5), percentile(.99), percentile(.999), hist_max / 1000.0,
           (c1.user + c1.sys - c0.user - c0.sys) * 1e6 / done, (c1.self - c0.self) / el);
    return 0;
}

static int hold(void) {
    build_table();
    for (int i = 0; i < idle; i++) {
        int fd = dial(i, 1);
        if (idle_ping) exchange(fd, req_buf, req_off[1], rep_buf, rep_off[1]);
    }
    printf("open\n"); fflush(stdout);
    char line[16]; if (!fgets(line, sizeof line, stdin)) return 0;
    return 0;
}

int main(int argc, char **argv) {
    struct rlimit files;
    if (!getrlimit(RLIMIT_NOFILE, &files)) { files.rlim_cur = files.rlim_max; setrlimit(RLIMIT_NOFILE, &files); }
    if (argc < 2) { fprintf(stderr, "usage: loadgen run|storm|idle -p PORT ... (see the source)\n"); return 1; }
    const char *mode = argv[1]; int o; optind = 2;
    while ((o = getopt(argc, argv, "p:w:c:P:t:W:n:s:k:v:Sq:r:Li:1m:")) != -1) switch (o) {
        case 'p': port = atoi(optarg); break;     case 'w': workload = optarg; break;
        case 'c': conns = atoi(optarg); break;    case 'P': pipeline = atoi(optarg); break;
        case 't': secs = atof(optarg); break;     case 'W': warm = atof(optarg); break;
        case 'n': max_req = strtoull(optarg, 0, 10); break; case 's': server_pid = atoi(optarg); break;
        case 'k': keys = atoi(optarg); break;     case 'v': vlen = atoi(optarg); break;
        case 'S': spin = 1; break;                case 'q': ping_req = optarg; break;
        case 'r': ping_rep = optarg; break;       case 'L': preload = 1; break;
        case 'i': idle = atoi(optarg); break;     case '1': idle_ping = 1; break;
        case 'm': commands = atoi(optarg); break;
        default: return 1;
    }
    if (secs > 600) secs = 600;
    if (vlen < 0 || vlen > MAX_VALUE || conns < 1 || pipeline < 1) { fprintf(stderr, "loadgen: a number is out of range\n"); return 1; }
    if (!strcmp(mode, "run")) return run();
    if (!strcmp(mode, "storm")) { workload = "ping"; return storm(); }
    if (!strcmp(mode, "idle")) { workload = "ping"; return hold(); }
    return 1;
}
