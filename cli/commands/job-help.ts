/** What a job may hold, for the help text. */
export const jobHelp = `
A job is JSON, a state of some spins and the channels that act on it:
  { "spins": [0.5, 0.5],
    "state": { "coherent": [{ "theta": 1.2, "phi": 0 }, { "theta": 0.4, "phi": 2 }] },
    "channels": [
      { "channel": "amplitude-damping", "on": [0], "parameters": { "Gamma": 1, "nbar": 0.5 } }],
    "times": [0, 0.5], "tolerance": 1e-9 }
States, besides rows [[…], …] and { "re": [[…]], "im": [[…]] } (im may be left out), whose entries
are numbers, [re, im], or text such as "0.1-0.2j", "1/4", "sqrt(2)/2":
  { "ket": [amplitude, …] }                       in the basis |m_a, m_b, …⟩, m descending
  { "file": "rho.npy" }                           of NumPy, a ket or a matrix; or a state in JSON
  { "bell": "phi+" }, "ghz", "w", "mixed"         phi± psi±; |0⟩ is m = J, of "w" one is |1⟩
  { "thermal": { "temperature": T } }             e^{−H/T}/Z of the job's Hamiltonian
  { "mixture": [[p, state], …] }                  Σ p ρ
  { "coherent": [{ "theta": …, "phi": … }, …] }   a direction for each spin
  { "dicke": [m, …] }                             |J,m⟩, an m for each spin
  { "gibbs": [nbar, …] }                          each thermal, with a bath of nbar excitations
  { "product": [state, …] }                       one of these for each spin
  { "x": { "populations": […], "alpha": …, "beta": … } }                    two qubits, eq 27
       α = ρ₁₄ = ρ₂₃, β the other coherences
  { "classes": { "populations": […], "alpha": …, "beta": …, "gamma": … } }  two qubits, eq 30
       α = ρ₁₂ = ρ₁₃, β = ρ₂₄ = ρ₃₄, γ = ρ₁₄ = ρ₂₃
What rounding did to a state, up to 1e-6, is mended, with a warning that says how far.
Channels, besides the compiled ones, which take "on": "each" where they act on one spin:
  { "channel": "thermal-relaxation", "on": [0], "parameters": { "T1": 50, "T2": 30 } }
       a qubit's amplitude damping and dephasing; "nbar", or "T" and "omega", where not empty
  in place of "nbar", "T" (or "beta") and "omega"; in place of "lambda" of dephasing and "Gamma"
       of damping, "p" and "time" for the probability of a flip, or of a decay, in that time
  { "jumps": ["sqrt(0.3)*sm[0]", { "re": [[…]], "im": [[…]] }, …] }   Σ rate D[L]: one reservoir
       texts, or matrices on all spins, or on those of "on": [0]; "rates": [0.3, …], or one for all;
       "reservoir": "bath" names it: entries of one name on the same spins are one. Jumps that are
       linear in Jx, Jy, Jz of their spins are classified, and get Π and Φ; others S and dS/dt
Optional:
  "hamiltonian": "0.5*Jz[0] + 0.2*(Jx[0]*Jx[1] + Jy[0]*Jy[1])"    or a matrix { "re": …, "im": … }
       or { "file": "H.npy" }; it is constant in time, as jumps are, which may be files too
       operators Jx Jy Jz J+ J- of a spin by its index, of qubits sx sy sz sp sm X Y Z too;
       products, powers, dag(…), i or j, pi, cosh sinh cos sin exp sqrt of numbers
  "observables": { "M": "Jz[0] + Jz[1]" }    mean values by name; operators as in "hamiltonian"
  "states": true           ρ at every time, in JSON; --states FILE.npy writes them for NumPy
  "constants": { "w": 0.5, "g": "0.1*w" }    names for the numbers of every text of the job
  "times": [0, 0.5]        ascending, default [0], the state is that at t = 0; or "steady"
  "excess": true           also −d/dt KL(Q‖Q_ss), Q_ss the steady state; it is not Π
  "tolerance": 1e-9        relative; for quadrature. Converged: each error is within it, or within
                           1e-12 of ∫ |integrand| at that state
  "method": "quadrature"   or "monte-carlo", which alone takes "samples" and "seed", and reaches no
                           tolerance: errors are standard errors, "converged" is null, status 0;
                           or "quasi-monte-carlo", by lattices, with "seed": likewise, as close as
                           tolerance and budget ask; taken by itself where grids would be too large
  "budget": 4e7            evaluations of an integrand for one time: refinement ends where its next
                           step would pass them; the first steps of each integral, and of each
                           way to it, are always taken, and may pass a small budget
\`wehrl channels\` lists the channels. Equations: Zicari et al., New J. Phys. 25, 013030 (2023).`;

/** What `wehrl husimi` writes. */
export const husimiHelp = `
Columns of CSV, and planes of .npy, a float64 array [7, rows, columns], in this order:
  theta, phi           the direction n of the spin that is looked at
  weight               of the node: ∫ f dΩ is Σ weight·f
  Q                    bare, ⟨n|ρ|n⟩, of the reduced state where other spins are integrated:
                       Σ weight·μ·Q = 1, μ = (2J+1)/4π; of a spin that is held, its ⟨Ω|…|Ω⟩
  production           local integrand of Π with all measures in it: Σ weight·production is Π of the
                       channels that act on this spin alone; NaN, or no column, where it is refused
  current_theta, _phi  I = AQ − B∇Q of these channels: without the Hamiltonian's
                       ∂Q/∂t = −∇·I
Pictures are equal-area maps (Hammer's; north pole above, φ = 0 in the middle) of μQ with the current
as arrows and the Majorana points of a pure spin, the zeros of its Q, as circles; and of the integrand.`;
