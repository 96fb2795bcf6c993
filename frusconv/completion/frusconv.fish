# Completion of frusconv for fish 3.4 or newer: the program itself tells what fits.
function __frusconv_complete
    set -l program (string replace --regex '^~/' "$HOME/" -- (commandline --cut-at-cursor --current-process --tokenize)[1])
    set -l line (commandline --cut-at-cursor --current-process | string collect)
    set -l token (commandline --cut-at-cursor --current-token)
    # Of `--to=tei` only what follows the sign is to be completed.
    set -l option (string match --regex '^--[^=]+=' -- "$token")
    for answer in (env _FRUSCONV_COMPLETE=fish_complete COMP_WORDS="$line" COMP_CWORD="$token" $program 2> /dev/null)
        set -l parts (string split --max 1 , -- $answer)
        switch $parts[1]
            case file dir
                set -l complete_names __fish_complete_path
                test $parts[1] = dir; and set complete_names __fish_complete_directories
                for name in ($complete_names (string replace --regex '^~/' "$HOME/" -- "$parts[2]"))
                    string match --quiet '~/*' -- "$parts[2]"; and set name (string replace "$HOME/" '~/' -- $name)
                    echo "$option$name"
                end
            case plain
                echo "$option$parts[2]"
        end
    end
end
complete --command frusconv --no-files --keep-order --arguments '(__frusconv_complete)'
