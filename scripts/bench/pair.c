/* Π and Φ of two qubits under thermal damping, in C: the yardstick of scripts/bench.ts.
 *
 *     ./pair ROWS COLUMNS EVALUATIONS GAMMA N t00 t01 … t33
 *
 * With Q = ¼ Σ t_ij a_i b_j over (1, x, y, z) of both spheres, one sphere is integrated in closed form,
 *     dS_a/dt = Γ/(8π) ∫ dn_b K(A, R) [N (R² + Rz²) + 2 A Rz],   K = [2a − (a² − 1) ln((a+1)/(a−1))]/R,   a = A/R,
 * the other on Gauss nodes times equidistant azimuths, and the other way round; Φ is linear in the state. The state
 * changes with every evaluation. Prints the processor's
 * microseconds an evaluation, Π and Φ. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { LARGEST = 1 << 16 };
static const double pi = 3.14159265358979323846;
static double nx[LARGEST], ny[LARGEST], nz[LARGEST], weight[LARGEST];

static void place_nodes(int rows, int columns) {
  for (int r = 0; r < rows; r++) {
    double z = cos(pi * (r + 0.75) / (rows + 0.5)), slope = 1, step = 1;
    while (fabs(step) > 1e-15) {
      double p = 1, q = 0;
      for (int l = 1; l <= rows; l++) {
        double next = ((2 * l - 1) * z * p - (l - 1) * q) / l;
        q = p, p = next;
      }
      slope = rows * (q - z * p) / (1 - z * z);
      step = p / slope;
      z -= step;
    }
    double s = sqrt(1 - z * z);
    for (int c = 0; c < columns; c++) {
      double phi = 2 * pi * (c + 0.5) / columns;
      int k = r * columns + c;
      nx[k] = s * cos(phi), ny[k] = s * sin(phi), nz[k] = z;
      weight[k] = 4 * pi / (columns * (1 - z * z) * slope * slope);
    }
  }
}

static inline double kernel(double A, double square) {
  double y = square / (A * A);
  if (y < 0.01) {
    /* Σ 4yᵏ/((2k+1)(2k+3)) */
    double sum = 4. / 255;
    sum = sum * y + 4. / 195, sum = sum * y + 4. / 143, sum = sum * y + 4. / 99, sum = sum * y + 4. / 63;
    sum = sum * y + 4. / 35, sum = sum * y + 4. / 15, sum = sum * y + 4. / 3;
    return sum / A;
  }
  double R = sqrt(square), gap = (A - R) * (A + R);
  if (gap <= 0) return 2 / R;
  return (2 * A - gap / R * log((A + R) * (A + R) / gap)) / square;
}

/* `own` and `other` are the strides of the inner and the outer qubit in t. */
__attribute__((noinline)) static double side(const double *t, int own, int other, double N, int nodes) {
  double sum = 0;
  for (int k = 0; k < nodes; k++) {
    double x = nx[k], y = ny[k], z = nz[k];
    const double *a = t, *b = t + other, *c = t + 2 * other, *d = t + 3 * other;
    double A = a[0] + b[0] * x + c[0] * y + d[0] * z;
    double Rx = a[own] + b[own] * x + c[own] * y + d[own] * z;
    double Ry = a[2 * own] + b[2 * own] * x + c[2 * own] * y + d[2 * own] * z;
    double Rz = a[3 * own] + b[3 * own] * x + c[3 * own] * y + d[3 * own] * z;
    double zz = Rz * Rz, square = Rx * Rx + Ry * Ry + zz;
    sum += weight[k] * kernel(A, square) * (N * (square + zz) + 2 * A * Rz);
  }
  return sum;
}

int main(int argc, char **argv) {
  if (argc != 22) return 2;
  int rows = atoi(argv[1]), columns = atoi(argv[2]), evaluations = atoi(argv[3]), nodes = rows * columns;
  double gamma = atof(argv[4]), N = atof(argv[5]), t[16], total = 0, flow = 0;
  if (rows < 1 || columns < 1 || nodes > LARGEST || evaluations < 1) return 2;
  for (int k = 0; k < 16; k++) t[k] = atof(argv[6 + k]) / 4;
  place_nodes(rows, columns);
  /* Φ of one qubit: F = D†(X), X = M ∫ |Ω⟩⟨Ω| ln(N − cos θ), is ½Γg(1 + Nσ_z), g = ½ ∫ (1 − c²)/(N − c) dc. */
  double w = 0.5 * log((N + 1) / (N > 1 ? N - 1 : 1)), f0, fz;
  double g = N > 1 ? N - (N * N - 1) * w : 1;
  f0 = gamma * g / 2, fz = gamma * N * g / 2;
  struct timespec from, to;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
  for (int e = 0; e < evaluations; e++) {
    t[0] += 1e-16;
    double rates = gamma / (8 * pi) * (side(t, 4, 1, N, nodes) + side(t, 1, 4, N, nodes));
    double flux = 2 * f0 * 4 * t[0] + fz * 4 * (t[12] + t[3]);
    total += rates + flux, flow += flux;
  }
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
  double us = ((to.tv_sec - from.tv_sec) * 1e9 + (to.tv_nsec - from.tv_nsec)) / 1e3 / evaluations;
  printf("{\"microseconds\": %.5f, \"production\": %.16g, \"flux\": %.16g}\n", us, total / evaluations, flow / evaluations);
  return 0;
}
