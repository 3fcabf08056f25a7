/** What a job may hold, for the help text. */
export const jobHelp = `
A job is JSON, a state of some spins and the channels that act on it:
  { "spins": [0.5, 0.5],
    "state": { "coherent": [{ "theta": 1.2, "phi": 0 }, { "theta": 0.4, "phi": 2 }] },
    "channels": [
      { "channel": "amplitude-damping", "on": [0], "parameters": { "Gamma": 1, "nbar": 0.5 } }],
    "times": [0, 0.5], "tolerance": 1e-9 }
States, besides { "re": [[…]], "im": [[…]] } (im may be left out):
  { "coherent": [{ "theta": …, "phi": … }, …] }   a direction for each spin
  { "dicke": [m, …] }                             |J,m⟩, an m for each spin
  { "gibbs": [nbar, …] }                          each thermal, with a bath of nbar excitations
  { "product": [state, …] }                       one of these for each spin
  { "x": { "populations": […], "alpha": …, "beta": … } }                    two qubits, eq 27
       α = ρ₁₄ = ρ₂₃, β the other coherences
  { "classes": { "populations": […], "alpha": …, "beta": …, "gamma": … } }  two qubits, eq 30
       α = ρ₁₂ = ρ₁₃, β = ρ₂₄ = ρ₃₄, γ = ρ₁₄ = ρ₂₃
Channels, besides the compiled ones:
  { "jumps": [{ "re": [[…]], "im": [[…]] }, …], "on": [0] }   Σ D[L], rates inside; no Π
Optional:
  "hamiltonian": "0.5*Jz[0] + 0.2*(Jx[0]*Jx[1] + Jy[0]*Jy[1])"    or a matrix { "re": …, "im": … }
  "times": [0, 0.5]        ascending, default [0], the state is that at t = 0; or "steady"
  "excess": true           also −d/dt KL(Q‖Q_ss), Q_ss the steady state; it is not Π
  "tolerance": 1e-9        relative; for quadrature. Converged: each error is within it, or within
                           1e-12 of ∫ |integrand| at that state
  "method": "quadrature"   or "monte-carlo", which alone takes "samples" and "seed", and reaches no
                           tolerance: errors are standard errors, "converged" is null, status 0
  "budget": 4e7            evaluations of an integrand for one time: refinement ends where its next
                           step would pass them; the first steps are always taken
\`wehrl channels\` lists the channels. Equations: Zicari et al., New J. Phys. 25, 013030 (2023).`;
