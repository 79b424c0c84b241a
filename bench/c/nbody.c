/* The peer of bench/py/nbody.py: an array of pointers to bodies. `nbody [STEPS]` */
#include "bench.h"

#include <math.h>

#ifndef SIZE
#define SIZE 2000000
#endif
#define BODIES 5
#define PI 3.141592653589793
#define SOLAR_MASS (4 * PI * PI)
#define DAYS 365.24

struct body {
    double x, y, z, vx, vy, vz, mass;
};

static struct body *new_body(double x, double y, double z, double vx, double vy, double vz, double mass) {
    struct body *b = malloc(sizeof *b);
    b->x = x;
    b->y = y;
    b->z = z;
    b->vx = vx * DAYS;
    b->vy = vy * DAYS;
    b->vz = vz * DAYS;
    b->mass = mass * SOLAR_MASS;
    return b;
}

static void offset_momentum(struct body **bodies, int64_t n) {
    double px = 0.0, py = 0.0, pz = 0.0;
    for (int64_t i = 0; i < n; i++) {
        px += bodies[i]->vx * bodies[i]->mass;
        py += bodies[i]->vy * bodies[i]->mass;
        pz += bodies[i]->vz * bodies[i]->mass;
    }
    bodies[0]->vx = -px / SOLAR_MASS;
    bodies[0]->vy = -py / SOLAR_MASS;
    bodies[0]->vz = -pz / SOLAR_MASS;
}

static double energy(struct body **bodies, int64_t n) {
    double total = 0.0;
    for (int64_t i = 0; i < n; i++) {
        struct body *b = bodies[i];
        total += 0.5 * b->mass * (b->vx * b->vx + b->vy * b->vy + b->vz * b->vz);
        for (int64_t j = i + 1; j < n; j++) {
            struct body *c = bodies[j];
            double dx = b->x - c->x, dy = b->y - c->y, dz = b->z - c->z;
            total -= b->mass * c->mass / sqrt(dx * dx + dy * dy + dz * dz);
        }
    }
    return total;
}

static void advance(struct body **bodies, int64_t n, double dt) {
    for (int64_t i = 0; i < n; i++) {
        struct body *b = bodies[i];
        for (int64_t j = i + 1; j < n; j++) {
            struct body *c = bodies[j];
            double dx = b->x - c->x, dy = b->y - c->y, dz = b->z - c->z;
            double square = dx * dx + dy * dy + dz * dz;
            double force = dt / (square * sqrt(square));
            b->vx -= dx * c->mass * force;
            b->vy -= dy * c->mass * force;
            b->vz -= dz * c->mass * force;
            c->vx += dx * b->mass * force;
            c->vy += dy * b->mass * force;
            c->vz += dz * b->mass * force;
        }
    }
    for (int64_t i = 0; i < n; i++) {
        struct body *b = bodies[i];
        b->x += dt * b->vx;
        b->y += dt * b->vy;
        b->z += dt * b->vz;
    }
}

int main(int argc, char **argv) {
    int64_t steps = size_from(argc, argv, 1, SIZE);
    struct body **bodies = malloc(BODIES * sizeof *bodies);
    bodies[0] = new_body(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0);
    bodies[1] = new_body(4.84143144246472090e+00, -1.16032004402742839e+00, -1.03622044471123109e-01,
                         1.66007664274403694e-03, 7.69901118419740425e-03, -6.90460016972063023e-05,
                         9.54791938424326609e-04);
    bodies[2] = new_body(8.34336671824457987e+00, 4.12479856412430479e+00, -4.03523417114321381e-01,
                         -2.76742510726411310e-03, 4.99852801234917238e-03, 2.30417297573763929e-05,
                         2.85885980666130812e-04);
    bodies[3] = new_body(1.28943695621391310e+01, -1.51111514016986312e+01, -2.23307578892655734e-01,
                         2.96460137564761618e-03, 2.37847173959480950e-03, -2.96589568540237556e-05,
                         4.36624404335156298e-05);
    bodies[4] = new_body(1.53796971148509165e+01, -2.59193146099879641e+01, 1.79258772950371181e-01,
                         2.68067772490389322e-03, 1.62824170038242295e-03, -9.51592254519715870e-05,
                         5.15138902046611451e-05);
    offset_momentum(bodies, BODIES);
    printf("%.9f\n", energy(bodies, BODIES));
    double start = now_s();
    for (int64_t i = 0; i < steps; i++) advance(bodies, BODIES, 0.01);
    double seconds = now_s() - start;
    printf("%.9f\n", energy(bodies, BODIES));
    printf("seconds: %.9f\n", seconds);
    return 0;
}
